package org.hafnia.simulator.fitting.pulse.likelihood;

/**
 * The log likelihood of a trace with its gradient and expected information, both by all parameters:
 * a quadratic model of the likelihood about where it was worked out.
 */
public final class Score {

  public final int parameters;
  public double logLikelihood;
  public final double[] gradient;

  /** Row by row; symmetric. */
  public final double[] information;

  /** Furthest filtered states, weight. */
  public double highest = Double.NEGATIVE_INFINITY;

  public double lowest = Double.POSITIVE_INFINITY;

  public Score(int parameters) {
    this.parameters = parameters;
    gradient = new double[parameters];
    information = new double[parameters * parameters];
  }

  public double information(int j, int k) {
    return information[j * parameters + k];
  }

  /** An innovation e of variance s, with their derivatives (of -e and of s). */
  public void add(double e, double s, double[] meanBy, double[] varianceBy) {
    logLikelihood -= 0.5 * (Math.log(2 * Math.PI * s) + e * e / s);
    double inverse = 1 / s;
    double g1 = e * inverse;
    double g2 = 0.5 * inverse * (e * e * inverse - 1);
    double half = 0.5 * inverse * inverse;
    for (int j = 0; j < parameters; j++) {
      double mj = meanBy[j];
      double vj = varianceBy[j];
      gradient[j] += g1 * mj + g2 * vj;
      double a = mj * inverse;
      double b = vj * half;
      int row = j * parameters;
      for (int k = 0; k <= j; k++) {
        information[row + k] += a * meanBy[k] + b * varianceBy[k];
      }
    }
  }

  /** Something known about one number: its value lies {@code gap} above, with deviation. */
  public void know(int j, double gap, double deviation) {
    double weight = 1 / (deviation * deviation);
    gradient[j] += gap * weight;
    information[j * parameters + j] += weight;
  }

  public void mirror() {
    for (int j = 0; j < parameters; j++) {
      for (int k = 0; k < j; k++) {
        information[k * parameters + j] = information[j * parameters + k];
      }
    }
  }
}
