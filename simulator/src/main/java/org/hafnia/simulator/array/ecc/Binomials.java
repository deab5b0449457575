package org.hafnia.simulator.array.ecc;

import java.math.BigInteger;

/** Numbers of patterns of errors, and their probabilities. */
final class Binomials {

  private static final int MOST = 128;
  private static final BigInteger[][] PASCAL = pascal();

  private Binomials() {}

  /** n over k, exactly, for n up to 128; 0 where k is not in [0, n]. */
  static BigInteger choose(int n, int k) {
    return k < 0 || k > n ? BigInteger.ZERO : PASCAL[n][k];
  }

  private static BigInteger[][] pascal() {
    var rows = new BigInteger[MOST + 1][];
    for (int n = 0; n <= MOST; n++) {
      rows[n] = new BigInteger[n + 1];
      for (int k = 0; k <= n; k++) {
        boolean edge = k == 0 || k == n;
        rows[n][k] = edge ? BigInteger.ONE : rows[n - 1][k - 1].add(rows[n - 1][k]);
      }
    }
    return rows;
  }

  /**
   * sum_w counts[w] p^w (1-p)^(n-w), n the last index; no term is negative, so no digit is lost.
   */
  static double weighted(double[] counts, double p) {
    int n = counts.length - 1;
    double sum = 0;
    for (int w = n; w >= 0; w--) {
      if (counts[w] > 0) {
        sum += counts[w] * Math.pow(p, w) * Math.pow(1 - p, n - w);
      }
    }
    return sum;
  }
}
