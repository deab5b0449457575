package org.hafnia.simulator.random;

import org.hipparchus.special.Erf;

/** The normal law with mean 0 and standard deviation 1. */
final class StandardNormal {

  private static final double SQRT_2 = Math.sqrt(2);

  private StandardNormal() {}

  /** Phi(z): the probability of a value below z. */
  static double below(double z) {
    return 0.5 * Erf.erfc(-z / SQRT_2);
  }

  /** The z with Phi(z) = u, for u in (0, 1). */
  static double quantile(double u) {
    return SQRT_2 * Erf.erfInv(2 * u - 1);
  }

  static double density(double z) {
    return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
