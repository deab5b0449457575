package org.hafnia.simulator.device.states;

import org.hipparchus.special.Erf;

/**
 * Lognormal resistance: x = ln(R / ohm) is normal.
 *
 * @param mu mean of x
 * @param sigma standard deviation of x, positive
 */
public record LognormalLaw(double mu, double sigma) implements StateLaw {

  private static final double SQRT2 = Math.sqrt(2);
  private static final double LN_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

  public LognormalLaw {
    if (!Double.isFinite(mu)) {
      throw new IllegalArgumentException("mu = " + mu + " must be finite, ln(R / ohm)");
    }
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sigma = " + sigma + " must be positive and finite");
    }
  }

  @Override
  public double below(double lnOhm) {
    return 0.5 * Erf.erfc(-(lnOhm - mu) / (sigma * SQRT2));
  }

  @Override
  public double above(double lnOhm) {
    return 0.5 * Erf.erfc((lnOhm - mu) / (sigma * SQRT2));
  }

  @Override
  public double quantile(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("u = " + u + " is outside the open interval (0, 1)");
    }
    // From the nearer tail, so that a tiny u keeps its digits.
    return u < 0.5 ? mu - sigma * upper(u) : mu + sigma * upper(1 - u);
  }

  /** The standard normal value that a fraction p, at most 1/2, exceeds. */
  private static double upper(double p) {
    double z = SQRT2 * Erf.erfcInv(2 * p);
    // The inverse has 5 digits in the tail; a Newton step doubles them.
    double density = Math.exp(-0.5 * z * z - LN_SQRT_2PI);
    return z + (0.5 * Erf.erfc(z / SQRT2) - p) / density;
  }

  @Override
  public double logDensity(double lnOhm) {
    double z = (lnOhm - mu) / sigma;
    return -0.5 * z * z - Math.log(sigma) - LN_SQRT_2PI;
  }

  @Override
  public double mean() {
    return mu;
  }

  @Override
  public double deviation() {
    return sigma;
  }
}
