package org.hafnia.service.plots;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

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
    var sheet = new Sheet(title, "Epoch", "Accuracy (%)");
    if (epochs.isEmpty()) {
      return sheet;
    }
    setAxes(sheet);
    band(sheet);
    double[] x = epochs.stream().mapToDouble(Epoch::epoch).toArray();
    sheet.line("test, with 95 % interval", x, percent(Epoch::testAccuracy), Sheet.BLUE);
    sheet.line("training", x, percent(Epoch::trainAccuracy), Sheet.VERMILION);
    return sheet;
  }

  /** The interval as an area, walked along its lower bound and back along the upper one. */
  private void band(Sheet sheet) {
    int n = epochs.size();
    // The area of a single epoch would have no width.
    double side = n == 1 ? MARGIN / 4 : 0;
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
    sheet.area("interval", x, y, Sheet.BLUE);
  }

  private void setAxes(Sheet sheet) {
    int first = epochs.getFirst().epoch();
    int last = epochs.getLast().epoch();
    double low = PER_CENT * values().min().orElseThrow();
    double high = PER_CENT * values().max().orElseThrow();
    double pad = Math.max(0.06 * (high - low), (LEAST_SPAN - (high - low)) / 2);
    double margin = first == last ? 1 : Math.max(0.02 * (last - first), MARGIN);
    sheet
        .style()
        .setXAxisMin(first - margin)
        .setXAxisMax(last + margin)
        .setYAxisMin(Math.max(0, low - pad))
        .setYAxisMax(Math.min(PER_CENT, high + pad))
        .setXAxisDecimalPattern(Sheet.WHOLE);
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
