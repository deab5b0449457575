package org.hafnia.simulator.fitting.statistics;

import java.util.Arrays;

/** Quantiles of samples, interpolated between order statistics (Hyndman and Fan's type 7). */
public final class Quantiles {

  private Quantiles() {}

  /** Of values in rising order; u in [0, 1]. */
  public static double ofSorted(double[] sorted, double u) {
    double place = Math.clamp(u, 0, 1) * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Median of values in any order. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, 0.5);
  }
}
