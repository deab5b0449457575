package org.hafnia.simulator.fitting.states;

import java.util.Arrays;
import org.hafnia.simulator.fitting.statistics.Quantiles;

/** Reads of one cell, ln(R / ohm), in the order of their cycles. */
final class Cell {

  private final String name;
  private final double[] low;
  private final double[] high;

  Cell(String name, double[] low, double[] high) {
    this.name = name;
    this.low = low;
    this.high = high;
  }

  String name() {
    return name;
  }

  double[] reads(Level level) {
    return level == Level.LRS ? low : high;
  }

  boolean hasBoth() {
    return low.length > 0 && high.length > 0;
  }

  int fewest() {
    return Math.min(low.length, high.length);
  }

  /** Median ln R of HRS less that of LRS. */
  double window() {
    return Quantiles.median(high) - Quantiles.median(low);
  }

  /** Variance of ln R from cycle to cycle; NaN with fewer than 2 reads. */
  double variance(Level level) {
    double[] x = reads(level);
    double mean = mean(level);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  double mean(Level level) {
    return Arrays.stream(reads(level)).average().orElse(Double.NaN);
  }

  /** The same cell with at most that many reads per state, evenly taken. */
  Cell thinned(int most) {
    return new Cell(name, thinned(low, most), thinned(high, most));
  }

  private static double[] thinned(double[] x, int most) {
    if (x.length <= most) {
      return x;
    }
    double[] some = new double[most];
    for (int i = 0; i < most; i++) {
      some[i] = x[(int) ((long) i * x.length / most)];
    }
    return some;
  }
}
