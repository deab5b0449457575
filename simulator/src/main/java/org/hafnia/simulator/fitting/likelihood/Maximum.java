package org.hafnia.simulator.fitting.likelihood;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Where a likelihood is greatest, on the unbounded scale of its numbers.
 *
 * @param free the numbers
 * @param covariance of the numbers; 0 for those that are not identified
 * @param identified which of them the data determine
 * @param logLikelihood in nat
 * @param clusters that errors rest on
 * @param robust whether errors allow for any dependence within a cluster
 */
@SuppressWarnings("ArrayRecordComponent") // Shared within a fit, never compared.
public record Maximum(
    double[] free,
    double[][] covariance,
    boolean[] identified,
    double logLikelihood,
    int clusters,
    boolean robust) {

  /** Numbers that were estimated. */
  public int estimated() {
    int count = 0;
    for (boolean one : identified) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Standard error of a number. */
  public double error(int i) {
    return Math.sqrt(covariance[i][i]);
  }

  /** Standard error of a function of the numbers, by its slopes (delta method). */
  public double error(ToDoubleFunction<double[]> function) {
    double[] slopes = new double[free.length];
    for (int i = 0; i < free.length; i++) {
      double step = Math.min(0.1, 0.1 * error(i));
      if (step > 0) {
        double[] up = free.clone();
        double[] down = free.clone();
        up[i] += step;
        down[i] -= step;
        slopes[i] = (function.applyAsDouble(up) - function.applyAsDouble(down)) / (2 * step);
      }
    }
    double variance = 0;
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes.length; j++) {
        variance += slopes[i] * slopes[j] * covariance[i][j];
      }
    }
    return Math.sqrt(Math.max(0, variance));
  }

  /** Standard errors to either side of a value that hold it with this probability. */
  public double reach(double confidence) {
    double freedom = Math.max(3, clusters - 1);
    return new TDistribution(freedom).inverseCumulativeProbability(0.5 + confidence / 2);
  }

  /** The same with one number that was found in another way, on the unbounded scale. */
  public Maximum with(int i, double value, double error) {
    double[] others = free.clone();
    double[][] covariances = new double[free.length][];
    Arrays.setAll(covariances, row -> covariance[row].clone());
    boolean[] known = identified.clone();
    others[i] = value;
    covariances[i][i] = error * error;
    known[i] = true;
    return new Maximum(others, covariances, known, logLikelihood, clusters, robust);
  }

  /** The same with the share of the cell, of which a share of 0 has no error. */
  public Maximum with(int i, CellShare share) {
    double s = Math.max(share.share(), CellShare.LEAST);
    return with(i, Math.log(s) - Math.log1p(-s), share.error() / (s * (1 - s)));
  }
}
