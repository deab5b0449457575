package org.hafnia.simulator.device.conditions;

import org.hafnia.simulator.random.NormalLaw;

/**
 * A standardised spread that is normal for each cell, with a scale exp(tau z) of the cell's own, z
 * normal: heavier tails than normal, all moments finite (deviation exp(tau^2), kurtosis 3 exp(4
 * tau^2)). With tau = 0 it is normal. The integral over z is a sum over equidistant points.
 */
public final class ScaleMixture {

  private static final double REACH = 4.4;

  private final double[] weights;
  private final double[] logWeights;
  private final double[] scales;
  private final double[] logScales;
  private final double[] halfPrecisions;
  private final double tau;

  /**
   * A mixture.
   *
   * @param tau spread of the logarithm of the cells' scales, at least 0
   * @param step between the points in z; narrower for more moves of a cell
   */
  public ScaleMixture(double tau, double step) {
    this.tau = tau;
    int points = tau == 0 ? 1 : 2 * (int) Math.ceil(REACH / step) + 1;
    weights = new double[points];
    logWeights = new double[points];
    scales = new double[points];
    logScales = new double[points];
    halfPrecisions = new double[points];
    for (int i = 0; i < points; i++) {
      double z = (i - points / 2) * step;
      weights[i] = points == 1 ? 1 : NormalLaw.density(z) * step;
      logWeights[i] = Math.log(weights[i]);
      scales[i] = Math.exp(tau * z);
      logScales[i] = tau * z;
      halfPrecisions[i] = 0.5 * Math.exp(-2 * tau * z);
    }
  }

  /** Good for laws of one read. */
  public static ScaleMixture of(double tau) {
    return new ScaleMixture(tau, 0.4);
  }

  /** Fine enough for the joint law of so many moves of a cell. */
  public static ScaleMixture ofMoves(double tau, int moves) {
    return new ScaleMixture(tau, moves <= 8 ? 0.4 : moves <= 50 ? 0.2 : 0.1);
  }

  /** Probability above z. */
  public double above(double z) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * NormalLaw.below(-z / scales[i]);
    }
    return Math.min(1, sum);
  }

  /** Density at z. */
  public double density(double z) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * NormalLaw.density(z / scales[i]) / scales[i];
    }
    return sum;
  }

  /** The z below which a share u falls. */
  public double quantile(double u) {
    double high = 1;
    double tail = Math.min(u, 1 - u);
    while (above(high) > tail) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < 60; i++) {
      double middle = 0.5 * (low + high);
      if (above(middle) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return u < 0.5 ? -high : high;
  }

  /** Standard deviation. */
  public double deviation() {
    return Math.exp(tau * tau);
  }

  /** ln of the mean over cells of scale^-n exp(-Q/2 scale^-2): n moves with squares Q in all. */
  public double logKernel(int moves, double squares) {
    double[] terms = new double[weights.length];
    return logKernel(moves, squares, terms);
  }

  /** The same; leaves in {@code terms} the logarithms of the summands. */
  private double logKernel(int moves, double squares, double[] terms) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < terms.length; i++) {
      terms[i] = logWeights[i] - moves * logScales[i] - squares * halfPrecisions[i];
      most = Math.max(most, terms[i]);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - most);
    }
    return most + Math.log(sum);
  }

  /** Probability below z of the next move, given n moves with squares Q. */
  public double below(double z, int moves, double squares) {
    double[] terms = new double[weights.length];
    double all = logKernel(moves, squares, terms);
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += Math.exp(terms[i] - all) * NormalLaw.below(z / scales[i]);
    }
    return sum;
  }
}
