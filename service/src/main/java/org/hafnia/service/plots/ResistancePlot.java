package org.hafnia.service.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.hafnia.service.plots.Frame.Entry;
import org.hafnia.service.plots.Surface.Stroke;

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
  private static final double LINE = 1.4;
  private static final String X = "Resistance (kΩ)";
  private static final String Y = "Devices per bin";

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
  public byte[] png() {
    return PngSurface.draw(this::draw);
  }

  @Override
  public byte[] svg() {
    return SvgSurface.draw(this::draw);
  }

  private void draw(Surface surface) {
    if (LongStream.concat(numbers(bl), numbers(blBar)).sum() == 0) {
      new Frame(surface, title, Axis.bare(X), Axis.bare(Y)).nothing("no devices");
      return;
    }
    long most = LongStream.concat(numbers(bl), numbers(blBar)).max().orElseThrow();
    double low = edgesOhm.getFirst() / OHM_PER_KILO_OHM;
    double high = edgesOhm.getLast() / OHM_PER_KILO_OHM;
    var counts = Axis.linear(Y, 0, HEADROOM * most, 1);
    var frame = new Frame(surface, title, Axis.logarithmic(X, low, high), counts);
    var first = Stroke.solid(Frame.BLUE, LINE);
    var second = new Stroke(Frame.ORANGE, LINE, true);
    frame.legend(
        List.of(
            new Entry(name("BL", bl), first, true, true),
            new Entry(name("BLb", blBar), second, true, true)));
    outline(frame, bl, first);
    outline(frame, blBar, second);
  }

  private void outline(Frame frame, List<Long> counts, Stroke stroke) {
    int n = counts.size();
    double[] x = new double[2 * n + 2];
    double[] y = new double[2 * n + 2];
    for (int i = 0; i <= n; i++) {
      x[2 * i] = edgesOhm.get(i) / OHM_PER_KILO_OHM;
      x[2 * i + 1] = x[2 * i];
      y[2 * i] = i == 0 ? 0 : counts.get(i - 1);
      y[2 * i + 1] = i == n ? 0 : counts.get(i);
    }
    frame.area(x, y, stroke.colour());
    frame.line(x, y, stroke);
  }

  private static String name(String line, List<Long> counts) {
    return String.format(Locale.ROOT, "%s (%,d devices)", line, numbers(counts).sum());
  }

  private static LongStream numbers(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue);
  }
}
