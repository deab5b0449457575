package org.hafnia.simulator.device.states;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells bad cells from good ones without a resistance in the rule. A cell's window is its median ln
 * R in HRS less that in LRS; it is bad where the window is at most
 *
 * <pre>
 *   limit = sqrt( median over cells of var_LRS + median over cells of var_HRS )
 * </pre>
 *
 * with the variances of ln R from cycle to cycle: where a read of HRS does not stand even one
 * standard deviation of a difference of two reads above a read of LRS. Medians over cells, so that
 * bad cells hardly move the limit. Cells with fewer than {@link #FEWEST_READS} reads of a state
 * neither count nor are bad: a bad cell looks like a bad cycle there.
 *
 * @param limit of the window, ln R; NaN where no cell has enough reads
 */
public record BadCellRule(double limit) {

  /** Reads per state below which a bad cell looks like a bad cycle. */
  public static final int FEWEST_READS = 5;

  /** The rule that cells give: ln(R/ohm) of the reads of each in LRS and in HRS. */
  public static BadCellRule of(List<double[]> low, List<double[]> high) {
    int[] told =
        IntStream.range(0, low.size()).filter(i -> isTold(low.get(i), high.get(i))).toArray();
    double[] lows = Arrays.stream(told).mapToDouble(i -> variance(low.get(i))).toArray();
    double[] highs = Arrays.stream(told).mapToDouble(i -> variance(high.get(i))).toArray();
    return new BadCellRule(Math.sqrt(median(lows) + median(highs)));
  }

  /** Whether bad cells can be told from bad cycles. */
  public boolean isKnown() {
    return !Double.isNaN(limit);
  }

  /** Whether a cell with these reads is bad. */
  public boolean isBad(double[] low, double[] high) {
    return isTold(low, high) && median(high) - median(low) <= limit;
  }

  private static boolean isTold(double[] low, double[] high) {
    return Math.min(low.length, high.length) >= FEWEST_READS;
  }

  private static double variance(double[] x) {
    double mean = Arrays.stream(x).average().orElse(Double.NaN);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  private static double median(double[] x) {
    double[] sorted = Arrays.stream(x).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  }
}
