package org.hafnia.simulator.fitting.endurance;

import java.util.Arrays;

/**
 * Share of all pairs of reads of two states in which the LRS is above the HRS: the bit error rate
 * of 2T2R cells made of independent devices.
 *
 * @param cycles at which the reads were taken
 * @param share of the pairs, 0..1
 * @param low end of the 95 % interval; the share itself where no pair is wrong
 * @param high end of it; where no pair is wrong, the rate at which that happens once in 20 times
 */
record PairErrors(double cycles, double share, double low, double high) {

  private static final double NORMAL_QUANTILE_95 = 1.959964;

  /** -ln(0.05): n trials without an event leave 3/n as the 95 % limit. */
  private static final double RULE_OF_THREE = 2.9957;

  /**
   * Of sorted reads. The interval is that of DeLong et al. 1988 (doi:10.2307/2531595) for such a
   * share, taken on the logarithm: pairs that have a read in common are not independent.
   */
  static PairErrors of(double cycles, double[] low, double[] high) {
    double[] byLow = Arrays.stream(low).map(value -> below(high, value)).toArray();
    double share = mean(byLow);
    if (share == 0) {
      double limit = Math.min(1, RULE_OF_THREE / Math.min(low.length, high.length));
      return new PairErrors(cycles, 0, 0, limit);
    }
    double[] byHigh = Arrays.stream(high).map(value -> 1 - upTo(low, value)).toArray();
    double error = Math.sqrt(variance(byLow) / low.length + variance(byHigh) / high.length);
    double factor = Math.exp(NORMAL_QUANTILE_95 * error / share);
    return new PairErrors(cycles, share, share / factor, Math.min(1, share * factor));
  }

  private static double below(double[] sorted, double value) {
    int count = 0;
    while (count < sorted.length && sorted[count] < value) {
      count++;
    }
    return (double) count / sorted.length;
  }

  private static double upTo(double[] sorted, double value) {
    int count = sorted.length;
    while (count > 0 && sorted[count - 1] > value) {
      count--;
    }
    return (double) count / sorted.length;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? 0 : squares / (values.length - 1);
  }
}
