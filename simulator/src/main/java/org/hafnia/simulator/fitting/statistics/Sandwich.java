package org.hafnia.simulator.fitting.statistics;

/**
 * Covariance of estimates from scores of independent devices (White 1982, Liang and Zeger 1986):
 *
 * <pre>
 *   V = n / (n - 1)  I^-1 (sum over devices of s s^T) I^-1
 * </pre>
 *
 * <p>An error is never less than that of the information I: where V says less, that is chance.
 */
public final class Sandwich {

  private Sandwich() {}

  /**
   * The information's covariance with errors widened to those of V.
   *
   * @param inverse of the information; infinite variances stay
   * @param scores by device and number
   */
  public static double[][] covariance(double[][] inverse, double[][] scores) {
    int n = scores.length;
    int p = inverse.length;
    double[] widening = new double[p];
    for (int i = 0; i < p; i++) {
      double sum = 0;
      for (double[] score : scores) {
        double influence = 0;
        for (int j = 0; j < p; j++) {
          influence += score[j] == 0 ? 0 : inverse[i][j] * score[j];
        }
        sum += influence * influence;
      }
      double ratio = n / Math.max(1, n - 1.0) * sum / inverse[i][i];
      widening[i] = ratio > 1 ? Math.sqrt(ratio) : 1;
    }
    double[][] covariance = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        covariance[i][j] = inverse[i][j] * widening[i] * widening[j];
      }
    }
    return covariance;
  }
}
