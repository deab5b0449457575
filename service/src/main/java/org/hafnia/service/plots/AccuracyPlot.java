package org.hafnia.service.plots;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hafnia.service.plots.Frame.Entry;
import org.hafnia.service.plots.Surface.Stroke;

/**
 * Accuracy of training and test in each epoch, the test's with its 95 % Wilson interval.
 *
 * @param testSamples how many samples each test accuracy is a share of
 */
public record AccuracyPlot(String title, int testSamples, List<Epoch> epochs) implements Plot {

  private static final double NORMAL_QUANTILE_95 = 1.959964;
  private static final double PER_CENT = 100;
  private static final int MARKED_EPOCHS = 40;
  private static final double LEAST_SPAN = 2;
  private static final double MARGIN = 0.4;
  private static final double LINE = 1.6;
  private static final String X = "Epoch";
  private static final String Y = "Accuracy (%)";

  public AccuracyPlot {
    if (testSamples < 1) {
      throw new IllegalArgumentException(testSamples + " test samples: must be 1 or more");
    }
    epochs = epochs.stream().filter(Epoch::finite).toList();
  }

  /** Accuracies are shares, 0..1; an epoch with one that is not finite is left out. */
  public record Epoch(int epoch, double trainAccuracy, double testAccuracy) {

    boolean finite() {
      return Double.isFinite(trainAccuracy) && Double.isFinite(testAccuracy);
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
    if (epochs.isEmpty()) {
      new Frame(surface, title, Axis.bare(X), Axis.bare(Y)).nothing("no epoch finished");
      return;
    }
    var frame = new Frame(surface, title, xAxis(), yAxis());
    var training = new Stroke(Frame.ORANGE, LINE, true);
    var test = Stroke.solid(Frame.BLUE, LINE);
    frame.legend(
        List.of(
            new Entry("training", training, true, false),
            new Entry("test, with 95 % interval", test, true, true)));
    band(frame);
    curve(frame, training, Epoch::trainAccuracy);
    curve(frame, test, Epoch::testAccuracy);
  }

  private void band(Frame frame) {
    int n = epochs.size();
    // The area of a single epoch would have no width.
    double side = n == 1 ? MARGIN / 8 : 0;
    double[] x = new double[2 * n + 2];
    double[] y = new double[2 * n + 2];
    for (int i = 0; i <= n; i++) {
      var epoch = epochs.get(Math.min(i, n - 1));
      int back = 2 * n + 1 - i;
      x[i] = epoch.epoch() + (i == n ? side : -side);
      x[back] = x[i];
      y[i] = PER_CENT * wilson(epoch.testAccuracy(), -1);
      y[back] = PER_CENT * wilson(epoch.testAccuracy(), 1);
    }
    frame.area(x, y, Frame.BLUE);
  }

  private void curve(Frame frame, Stroke stroke, ToDoubleFunction<Epoch> accuracy) {
    double[] x = epochs.stream().mapToDouble(Epoch::epoch).toArray();
    double[] y = epochs.stream().mapToDouble(accuracy).map(a -> PER_CENT * a).toArray();
    frame.line(x, y, stroke);
    if (epochs.size() <= MARKED_EPOCHS) {
      frame.dots(x, y, stroke.colour());
    }
  }

  private Axis xAxis() {
    int first = epochs.getFirst().epoch();
    int last = epochs.getLast().epoch();
    double margin = Math.max(0.02 * (last - first), MARGIN);
    return Axis.linear(X, first - margin, last + margin, 1);
  }

  private Axis yAxis() {
    double low = PER_CENT * values().min().orElseThrow();
    double high = PER_CENT * values().max().orElseThrow();
    double pad = Math.max(0.06 * (high - low), (LEAST_SPAN - (high - low)) / 2);
    double bottom = Math.max(0, low - pad);
    double top = Math.min(PER_CENT, high + pad);
    return Axis.linear(Y, bottom, top, 0);
  }

  private DoubleStream values() {
    return epochs.stream()
        .flatMapToDouble(
            e ->
                DoubleStream.of(
                    e.trainAccuracy(), wilson(e.testAccuracy(), -1), wilson(e.testAccuracy(), 1)));
  }

  /** One bound of the interval; Wilson 1927, doi:10.1080/01621459.1927.10502953. */
  private double wilson(double share, int side) {
    double z2 = NORMAL_QUANTILE_95 * NORMAL_QUANTILE_95;
    double n = testSamples;
    double half = NORMAL_QUANTILE_95 * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return Math.clamp((share + z2 / (2 * n) + side * half) / (1 + z2 / n), 0.0, 1.0);
  }
}
