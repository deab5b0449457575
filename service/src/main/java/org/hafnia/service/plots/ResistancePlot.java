package org.hafnia.service.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;

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
    long most = LongStream.concat(numbers(bl), numbers(blBar)).max().orElse(0);
    var x = Axis.logarithmic("Resistance (kΩ)");
    var y = Axis.whole("Devices per bin");
    if (most == 0) {
      return new Sheet(title, x, y);
    }
    double[] edges = edgesOhm.stream().mapToDouble(edge -> edge / OHM_PER_KILO_OHM).toArray();
    return new Sheet(
            title, x.between(edges[0], edges[edges.length - 1]), y.between(0, HEADROOM * most))
        .bars(name("BL", bl), edges, heights(bl), Ink.BLUE)
        .bars(name("BLb", blBar), edges, heights(blBar), Ink.VERMILION);
  }

  private static double[] heights(List<Long> counts) {
    return counts.stream().mapToDouble(Long::doubleValue).toArray();
  }

  private static String name(String line, List<Long> counts) {
    return String.format(Locale.ROOT, "%s (%,d devices)", line, numbers(counts).sum());
  }

  private static LongStream numbers(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue);
  }
}
