package org.hafnia.simulator.fitting.pulse.grid;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ScalarColumns} with the Vector API, as many columns at once as the CPU has lanes. */
final class VectorColumns implements Columns {

  private static final VectorSpecies<Double> LANES =
      DoubleVector.SPECIES_PREFERRED.length() > WIDTH
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;

  /** Whether this CPU has lanes worth it. */
  static boolean fast() {
    return LANES.length() >= WIDTH / 2;
  }

  @Override
  public void move(Frame.Moves moves, double[] in, double[] out, int from, int to) {
    for (int column = 0; column < WIDTH; column += LANES.length()) {
      for (int i = from; i <= to; i++) {
        int first = moves.firstInto[i];
        int at = moves.at(first, i) + column;
        int row = moves.row(i - first) + column;
        var sum = DoubleVector.zero(LANES);
        for (int o = first; o <= moves.lastInto[i]; o++) {
          var part = DoubleVector.fromArray(LANES, in, row);
          sum = sum.add(part.mul(DoubleVector.fromArray(LANES, moves.share, at)));
          at += moves.stride;
          row -= WIDTH;
        }
        sum.intoArray(out, moves.row(i) + column);
      }
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber") // as in the interface
  public void weigh(Bell bell, double[] in, double[] out, int from, int middle, int to) {
    for (int column = 0; column < WIDTH; column += LANES.length()) {
      var sum = DoubleVector.zero(LANES);
      var half = DoubleVector.fromArray(LANES, bell.half, column);
      var bend = DoubleVector.fromArray(LANES, bell.bend, column);
      var tilt = DoubleVector.fromArray(LANES, bell.tilt, column);
      var weight = DoubleVector.fromArray(LANES, bell.scale, column);
      var growth = half.div(tilt);
      var down = weight.mul(growth);
      var up = tilt.mul(half);
      for (int i = middle + column; i <= to + column; i += WIDTH) {
        var part = DoubleVector.fromArray(LANES, in, i).mul(weight);
        part.intoArray(out, i);
        sum = sum.add(part);
        weight = weight.mul(up);
        up = up.mul(bend);
      }
      for (int i = middle - WIDTH + column; i >= from + column; i -= WIDTH) {
        var part = DoubleVector.fromArray(LANES, in, i).mul(down);
        part.intoArray(out, i);
        sum = sum.add(part);
        growth = growth.mul(bend);
        down = down.mul(growth);
      }
      sum.intoArray(bell.sum, column);
    }
  }

  @Override
  public boolean negligible(double[] of, int at, double[] least) {
    for (int column = 0; column < WIDTH; column += LANES.length()) {
      var here = DoubleVector.fromArray(LANES, of, at + column);
      var limit = DoubleVector.fromArray(LANES, least, column);
      if (!here.compare(VectorOperators.LT, limit).allTrue()) {
        return false;
      }
    }
    return true;
  }
}
