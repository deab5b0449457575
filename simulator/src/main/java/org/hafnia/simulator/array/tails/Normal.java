package org.hafnia.simulator.array.tails;

import org.hafnia.simulator.random.NormalLaw;

/** The normal law with mean 0 and standard deviation 1, extended to what has no probability. */
public final class Normal {

  /** Two-sided 95 % of the law lie within this distance of 0. */
  public static final double Z95 = 1.959963984540054;

  private Normal() {}

  /** Probability of a value below z, which may be infinite. */
  public static double below(double z) {
    return NormalLaw.below(z);
  }

  /** Probability of a value above z, which may be infinite. */
  public static double above(double z) {
    return NormalLaw.above(z);
  }

  /** Probability of a value in [a, b], accurate where it is tiny; 0 where a is not below b. */
  public static double between(double a, double b) {
    if (!(a < b)) {
      return 0;
    }
    return a > 0 ? below(-a) - below(-b) : below(b) - below(a);
  }

  /** Density at z. */
  public static double density(double z) {
    return NormalLaw.density(z);
  }

  /** The z below which a fraction u lies: -infinity for 0, infinity for 1. */
  public static double quantile(double u) {
    if (u <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return u >= 1 ? Double.POSITIVE_INFINITY : NormalLaw.quantile(u);
  }
}
