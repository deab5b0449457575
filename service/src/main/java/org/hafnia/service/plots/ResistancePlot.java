package org.hafnia.service.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How many devices have which resistance, for both devices of the pairs.
 *
 * @param edgesOhm bounds of the bins, rising and above 0; one more than the counts
 * @param bl devices on BL in each bin
 * @param blBar devices on BLb in each bin
 */
public record ResistancePlot(String title, List<Double> edgesOhm, List<Long> bl, List<Long> blBar)
    implements Plot {

  private static final double OHM_PER_KILO_OHM = 1e3;
  private static final double HEADROOM = 1.06;

  /** Beyond two decades there is room for the labels of decades only. */
  private static final double MOST_LABELLED = 100;

  public ResistancePlot {
    edgesOhm = List.copyOf(edgesOhm);
    bl = List.copyOf(bl);
    blBar = List.copyOf(blBar);
    if (bl.size() != blBar.size() || edgesOhm.size() != (bl.isEmpty() ? 0 : bl.size() + 1)) {
      throw new IllegalArgumentException(
          "%d edges do not bound %d and %d bins"
              .formatted(edgesOhm.size(), bl.size(), blBar.size()));
    }
    for (int i = 0; i < edgesOhm.size(); i++) {
      double before = i == 0 ? 0 : edgesOhm.get(i - 1);
      if (!(edgesOhm.get(i) > before && edgesOhm.get(i) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "edge %d, %s ohm, must be above %s ohm".formatted(i, edgesOhm.get(i), before));
      }
    }
  }

  @Override
  public Sheet sheet() {
    var sheet = new Sheet(title, "Resistance (kΩ)", "Devices per bin");
    long most = LongStream.concat(numbers(bl), numbers(blBar)).max().orElse(0);
    if (most == 0) {
      return sheet;
    }
    sheet
        .style()
        .setXAxisLogarithmic(true)
        .setXAxisLogarithmicDecadeOnly(edgesOhm.getLast() > MOST_LABELLED * edgesOhm.getFirst())
        .setXAxisMin(edgesOhm.getFirst() / OHM_PER_KILO_OHM)
        .setXAxisMax(edgesOhm.getLast() / OHM_PER_KILO_OHM)
        .setYAxisMin(0.0)
        .setYAxisMax(HEADROOM * most)
        .setYAxisDecimalPattern(Sheet.WHOLE);
    double[] x = corners(edgesOhm);
    sheet.area("area BL", x, steps(bl), Sheet.BLUE);
    sheet.area("area BLb", x, steps(blBar), Sheet.VERMILION);
    sheet.line(name("BL", bl), x, steps(bl), Sheet.BLUE);
    sheet.line(name("BLb", blBar), x, steps(blBar), Sheet.VERMILION);
    return sheet;
  }

  private static double[] corners(List<Double> edgesOhm) {
    return edgesOhm.stream()
        .flatMap(edge -> List.of(edge, edge).stream())
        .mapToDouble(edge -> edge / OHM_PER_KILO_OHM)
        .toArray();
  }

  private static double[] steps(List<Long> counts) {
    int n = counts.size();
    double[] y = new double[2 * n + 2];
    for (int i = 0; i <= n; i++) {
      y[2 * i] = i == 0 ? 0 : counts.get(i - 1);
      y[2 * i + 1] = i == n ? 0 : counts.get(i);
    }
    return y;
  }

  private static String name(String line, List<Long> counts) {
    return String.format(Locale.ROOT, "%s (%,d devices)", line, numbers(counts).sum());
  }

  private static LongStream numbers(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue);
  }
}
