package org.hafnia.simulator.fitting.statistics;

import java.util.ArrayList;
import java.util.List;

/** What is left in the residuals of a fit. */
public final class Residuals {

  /** Lags that a goodness of fit shows. */
  public static final int LAGS = 10;

  private Residuals() {}

  /**
   * Autocorrelation at lags 1 to 10 of residuals that have mean zero if the model is right, pooled
   * over traces:
   *
   * <pre>
   *   r_k = mean over pairs of e_t e_(t+k) / mean over points of e_t^2
   * </pre>
   *
   * <p>A pair with a NaN, a missing read, does not count; a lag without pairs is NaN. With n points
   * the standard error of a zero r_k is about 1/sqrt(n).
   */
  public static List<Double> autocorrelation(List<double[]> traces) {
    double square = 0;
    long points = 0;
    for (double[] trace : traces) {
      for (double e : trace) {
        square += Double.isNaN(e) ? 0 : e * e;
        points += Double.isNaN(e) ? 0 : 1;
      }
    }
    var lags = new ArrayList<Double>(LAGS);
    for (int lag = 1; lag <= LAGS; lag++) {
      lags.add(covariance(traces, lag) / (square / points));
    }
    return lags;
  }

  private static double covariance(List<double[]> traces, int lag) {
    double sum = 0;
    long pairs = 0;
    for (double[] trace : traces) {
      for (int t = lag; t < trace.length; t++) {
        double product = trace[t] * trace[t - lag];
        sum += Double.isNaN(product) ? 0 : product;
        pairs += Double.isNaN(product) ? 0 : 1;
      }
    }
    return sum / pairs;
  }
}
