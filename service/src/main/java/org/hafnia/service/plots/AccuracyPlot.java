package org.hafnia.service.plots;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;

/**
 * Accuracy of training and test in each epoch, the test's with its 95 % Wilson interval.
 *
 * @param testSamples how many samples each test accuracy is a share of
 */
public record AccuracyPlot(String title, int testSamples, List<Epoch> epochs) implements Plot {

  private static final double NORMAL_QUANTILE_95 = 1.959964;
  private static final double PER_CENT = 100;
  private static final double LEAST_SPAN = 2;
  private static final double MARGIN = 0.4;

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
  public Sheet sheet() {
    if (epochs.isEmpty()) {
      return new Sheet(title, Axis.whole("Epoch"), Axis.linear("Accuracy (%)"));
    }
    double[] x = epochs.stream().mapToDouble(Epoch::epoch).toArray();
    var sheet = new Sheet(title, xAxis(), yAxis());
    band(sheet, x);
    return sheet
        .line("test, with 95 % interval", x, percent(Epoch::testAccuracy), Ink.BLUE)
        .line("training", x, percent(Epoch::trainAccuracy), Ink.VERMILION);
  }

  /** The area of a single epoch would have no width: there it is a bar. */
  private void band(Sheet sheet, double[] x) {
    double[] low = percent(epoch -> wilson(epoch.testAccuracy(), -1));
    double[] high = percent(epoch -> wilson(epoch.testAccuracy(), 1));
    if (x.length == 1) {
      sheet.errorBars(x, low, high, Ink.BLUE);
    } else {
      sheet.band("", x, low, high, Ink.BLUE);
    }
  }

  private Axis xAxis() {
    int first = epochs.getFirst().epoch();
    int last = epochs.getLast().epoch();
    double margin = first == last ? 1 : Math.max(0.02 * (last - first), MARGIN);
    return Axis.whole("Epoch").between(first - margin, last + margin);
  }

  private Axis yAxis() {
    double low = PER_CENT * values().min().orElseThrow();
    double high = PER_CENT * values().max().orElseThrow();
    double pad = Math.max(0.06 * (high - low), (LEAST_SPAN - (high - low)) / 2);
    return Axis.linear("Accuracy (%)")
        .between(Math.max(0, low - pad), Math.min(PER_CENT, high + pad));
  }

  private double[] percent(ToDoubleFunction<Epoch> accuracy) {
    return epochs.stream().mapToDouble(accuracy).map(a -> PER_CENT * a).toArray();
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
