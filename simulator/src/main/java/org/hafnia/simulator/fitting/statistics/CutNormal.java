package org.hafnia.simulator.fitting.statistics;

import org.hafnia.simulator.random.NormalLaw;

/**
 * The normal law behind values of which only those above a limit were kept: likelihood estimate
 * from the kept ones' mean m' and variance s'^2. With alpha = (limit - m)/s and lambda =
 * phi(alpha)/(1 - Phi(alpha)),
 *
 * <pre>
 *   m' = m + s lambda,   s'^2 = s^2 (1 + alpha lambda - lambda^2)
 * </pre>
 *
 * @param mean m
 * @param variance s^2
 */
public record CutNormal(double mean, double variance) {

  private static final int ROUNDS = 200;

  /** Where more than about a third is cut off, the kept values hardly say what the rest was. */
  private static final double MOST_NARROWED = 0.6;

  /** From mean and variance of the values above the limit; the same two where too many are cut. */
  public static CutNormal above(double limit, double mean, double variance) {
    var found = new CutNormal(mean, variance);
    for (int round = 0; round < ROUNDS; round++) {
      double s = Math.sqrt(found.variance);
      double alpha = (limit - found.mean) / s;
      double lambda = NormalLaw.density(alpha) / NormalLaw.above(alpha);
      double narrowed = 1 + alpha * lambda - lambda * lambda;
      if (!(narrowed > MOST_NARROWED)) {
        return new CutNormal(mean, variance);
      }
      var next = new CutNormal(mean - s * lambda, variance / narrowed);
      if (next.equals(found)) {
        break;
      }
      found = next;
    }
    return found;
  }
}
