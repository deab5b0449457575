package org.hafnia.simulator.fitting.weakreset.trace;

/**
 * What a trace says about its mean law if the knee lies there: ln L = -rss / 2 and, around the
 * estimates, a normal law.
 *
 * @param knee in pulses; infinite for a straight trace
 * @param estimate base, m1 and, with a knee, m2
 * @param covariance of the estimates
 * @param lnDeterminant of the covariance
 * @param rss weighted sum of squared prediction errors
 */
@SuppressWarnings("ArrayRecordComponent") // Large, shared, never written to.
public record KneeFit(
    double knee, double[] estimate, double[][] covariance, double lnDeterminant, double rss) {

  public MeanLaw law() {
    double late = estimate.length == 3 ? estimate[2] : estimate[1];
    return new MeanLaw(estimate[0], estimate[1], knee, late);
  }

  /** The same with another origin of ln R. */
  KneeFit raised(double base) {
    double[] raised = estimate.clone();
    raised[0] += base;
    return new KneeFit(knee, raised, covariance, lnDeterminant, rss);
  }

  public boolean bends() {
    return estimate.length == 3;
  }

  /** Standard error of an estimate. */
  public double error(int of) {
    return Math.sqrt(covariance[of][of]);
  }
}
