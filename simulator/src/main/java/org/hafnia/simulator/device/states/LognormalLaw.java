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
    return mu - sigma * SQRT2 * Erf.erfcInv(2 * u);
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
