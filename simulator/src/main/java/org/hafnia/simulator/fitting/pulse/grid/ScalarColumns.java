package org.hafnia.simulator.fitting.pulse.grid;

/** One column after the other. */
final class ScalarColumns implements Columns {

  @Override
  public void move(Frame.Moves moves, double[] in, double[] out, int from, int to) {
    for (int i = from; i <= to; i++) {
      int at = moves.at(moves.firstInto[i], i);
      for (int column = 0; column < WIDTH; column++) {
        double sum = 0;
        int share = at + column;
        for (int o = moves.firstInto[i]; o <= moves.lastInto[i]; o++) {
          sum += in[moves.row(i - o) + column] * moves.share[share];
          share += moves.stride;
        }
        out[moves.row(i) + column] = sum;
      }
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber") // as in the interface
  public void weigh(Bell bell, double[] in, double[] out, int from, int middle, int to) {
    for (int column = 0; column < WIDTH; column++) {
      double sum = 0;
      double weight = bell.scale[column];
      double growth = bell.tilt[column] * bell.half[column];
      for (int i = middle; i <= to; i += WIDTH) {
        out[i + column] = in[i + column] * weight;
        sum += out[i + column];
        weight *= growth;
        growth *= bell.bend[column];
      }
      growth = bell.half[column] / bell.tilt[column];
      weight = bell.scale[column] * growth;
      for (int i = middle - WIDTH; i >= from; i -= WIDTH) {
        out[i + column] = in[i + column] * weight;
        sum += out[i + column];
        growth *= bell.bend[column];
        weight *= growth;
      }
      bell.sum[column] = sum;
    }
  }

  @Override
  public boolean negligible(double[] of, int at, double[] least) {
    for (int column = 0; column < WIDTH; column++) {
      if (!(of[at + column] < least[column])) {
        return false;
      }
    }
    return true;
  }
}
