package org.hafnia.service.plots;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One axis: its name with the unit, its range, where its ticks are.
 *
 * @param decimals digits behind the point of tick labels; as many as needed if below 0
 */
record Axis(
    String name, double min, double max, boolean logarithmic, List<Double> ticks, int decimals) {

  private static final int MOST_TICKS = 10;
  private static final int FEWEST_TICKS = 3;
  private static final int AS_NEEDED = -1;

  /** Ticks at multiples of 1, 2 or 5 times a power of ten, no closer than the least step. */
  static Axis linear(String name, double min, double max, double leastStep) {
    double step = Math.max(leastStep, step((max - min) / MOST_TICKS));
    double first = Math.ceil(min / step - 1e-9);
    double last = Math.floor(max / step + 1e-9);
    var ticks =
        IntStream.rangeClosed(0, (int) (last - first)).mapToObj(i -> (first + i) * step).toList();
    return new Axis(name, min, max, false, ticks, decimals(step));
  }

  /** Ticks at 1, 2, 5 and their decades, or at decades alone; like linear where those are few. */
  static Axis logarithmic(String name, double min, double max) {
    int low = (int) Math.floor(Math.log10(min));
    int high = (int) Math.ceil(Math.log10(max));
    for (double[] digits : new double[][] {{1}, {1, 2, 5}, {1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9}}) {
      var ticks =
          IntStream.rangeClosed(low, high)
              .mapToObj(decade -> DoubleStream.of(digits).map(d -> d * Math.pow(10, decade)))
              .flatMap(DoubleStream::boxed)
              .filter(tick -> tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9))
              .toList();
      if (ticks.size() >= FEWEST_TICKS) {
        return new Axis(name, min, max, true, ticks, AS_NEEDED);
      }
    }
    var linear = linear(name, min, max, 0);
    return new Axis(name, min, max, true, linear.ticks(), linear.decimals());
  }

  /** An axis of nothing. */
  static Axis bare(String name) {
    return new Axis(name, 0, 1, false, List.of(), 0);
  }

  /** Place of a value along the axis, 0 at its beginning and 1 at its end. */
  double place(double value) {
    return logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  }

  String label(double tick) {
    if (decimals == AS_NEEDED) {
      var rounded = BigDecimal.valueOf(tick).round(new MathContext(6));
      return rounded.stripTrailingZeros().toPlainString();
    }
    var rounded = BigDecimal.valueOf(tick).setScale(decimals, RoundingMode.HALF_EVEN);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  private static double step(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double digit : new double[] {1, 2, 5}) {
      if (digit * decade >= least * (1 - 1e-9)) {
        return digit * decade;
      }
    }
    return 10 * decade;
  }

  private static int decimals(double step) {
    return (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  }
}
