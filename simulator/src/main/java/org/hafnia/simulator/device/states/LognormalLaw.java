package org.hafnia.simulator.device.states;

import org.hafnia.simulator.random.NormalLaw;

/**
 * Lognormal resistance: x = ln(R / ohm) is normal.
 *
 * @param mu mean of x
 * @param sigma standard deviation of x, positive
 */
public record LognormalLaw(double mu, double sigma) implements StateLaw {

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
    return NormalLaw.below((lnOhm - mu) / sigma);
  }

  @Override
  public double above(double lnOhm) {
    return NormalLaw.above((lnOhm - mu) / sigma);
  }

  @Override
  public double quantile(double u) {
    return mu + sigma * NormalLaw.quantile(u);
  }

  @Override
  public double score(double lnOhm) {
    return (lnOhm - mu) / sigma;
  }

  @Override
  public double logDensity(double lnOhm) {
    return NormalLaw.logDensity((lnOhm - mu) / sigma) - Math.log(sigma);
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
