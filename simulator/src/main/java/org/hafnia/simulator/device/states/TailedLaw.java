package org.hafnia.simulator.device.states;

import org.hafnia.simulator.random.NormalLaw;

/**
 * Lognormal body with exponential tails: x = ln(R / ohm) has the density
 *
 * <pre>
 *   f(x) = c phi((x - mu)/sigma)/sigma                  lowerFrom <= x <= upperFrom
 *        = f(lowerFrom) exp(-(lowerFrom - x)/lowerDecay)             x < lowerFrom
 *        = f(upperFrom) exp(-(x - upperFrom)/upperDecay)             x > upperFrom
 * </pre>
 *
 * continuous, with c such that it integrates to 1. In R the tails are powers: above, P(R > r) falls
 * as r^(-1/upperDecay).
 */
public final class TailedLaw implements StateLaw {

  private final double mu;
  private final double sigma;
  private final Tail lower;
  private final Tail upper;
  private final double bodyBelow;
  private final double bodyAbove;
  private final double scale;
  private final double lowerMass;
  private final double upperMass;

  /**
   * Where a tail begins and how it falls.
   *
   * @param from ln(R / ohm) where the tail begins
   * @param decay change of ln R over which it falls by the factor e, positive
   */
  public record Tail(double from, double decay) {

    public Tail {
      if (!Double.isFinite(from)) {
        throw new IllegalArgumentException("from = " + from + " must be finite, ln(R / ohm)");
      }
      if (!(decay > 0 && decay < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("decay = " + decay + " must be positive and finite");
      }
    }
  }

  /**
   * A law of that body and those tails.
   *
   * @param mu centre of the body, ln(R / ohm)
   * @param sigma deviation of the body before it is cut, positive
   */
  public TailedLaw(double mu, double sigma, Tail lower, Tail upper) {
    this.mu = new LognormalLaw(mu, sigma).mu();
    this.sigma = sigma;
    this.lower = lower;
    this.upper = upper;
    if (!(lower.from() < upper.from())) {
      throw new IllegalArgumentException(
          "the lower tail begins at %s, which is not below the upper tail's %s"
              .formatted(lower.from(), upper.from()));
    }
    bodyBelow = NormalLaw.below(z(lower.from()));
    bodyAbove = NormalLaw.above(z(upper.from()));
    double left = NormalLaw.density(z(lower.from())) / sigma * lower.decay();
    double right = NormalLaw.density(z(upper.from())) / sigma * upper.decay();
    scale = 1 / (left + body() + right);
    lowerMass = scale * left;
    upperMass = scale * right;
  }

  /** Probability of the lower tail. */
  public double lowerMass() {
    return lowerMass;
  }

  /** Probability of the upper tail. */
  public double upperMass() {
    return upperMass;
  }

  public double mu() {
    return mu;
  }

  public double sigma() {
    return sigma;
  }

  public Tail lower() {
    return lower;
  }

  public Tail upper() {
    return upper;
  }

  @Override
  public double below(double lnOhm) {
    if (lnOhm <= lower.from()) {
      return lowerMass * Math.exp((lnOhm - lower.from()) / lower.decay());
    }
    return lnOhm < upper.from()
        ? lowerMass + scale * (NormalLaw.below(z(lnOhm)) - bodyBelow)
        : 1 - above(lnOhm);
  }

  @Override
  public double above(double lnOhm) {
    if (lnOhm >= upper.from()) {
      return upperMass * Math.exp((upper.from() - lnOhm) / upper.decay());
    }
    return lnOhm > lower.from()
        ? upperMass + scale * (NormalLaw.above(z(lnOhm)) - bodyAbove)
        : 1 - below(lnOhm);
  }

  @Override
  public double quantile(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("u = " + u + " is outside the open interval (0, 1)");
    }
    if (u <= lowerMass) {
      return lower.from() + lower.decay() * Math.log(u / lowerMass);
    } else if (1 - u <= upperMass) {
      return upper.from() - upper.decay() * Math.log((1 - u) / upperMass);
    }
    double below = bodyBelow + (u - lowerMass) / scale;
    double above = bodyAbove + (1 - u - upperMass) / scale;
    return Math.clamp(mu + sigma * NormalLaw.score(below, above), lower.from(), upper.from());
  }

  @Override
  public double logDensity(double lnOhm) {
    double within = Math.clamp(lnOhm, lower.from(), upper.from());
    double beyond =
        Math.max(0, lower.from() - lnOhm) / lower.decay()
            + Math.max(0, lnOhm - upper.from()) / upper.decay();
    return Math.log(scale / sigma) + NormalLaw.logDensity(z(within)) - beyond;
  }

  @Override
  public double mean() {
    return mu + firstMoment();
  }

  @Override
  public double deviation() {
    double first = firstMoment();
    double a = lower.from() - mu;
    double b = upper.from() - mu;
    double inner =
        sigma
            * sigma
            * (body()
                + z(lower.from()) * height(lower.from())
                - z(upper.from()) * height(upper.from()));
    double second =
        lowerMass * (a * a - 2 * a * lower.decay() + 2 * lower.decay() * lower.decay())
            + scale * inner
            + upperMass * (b * b + 2 * b * upper.decay() + 2 * upper.decay() * upper.decay());
    return Math.sqrt(second - first * first);
  }

  /** Mean of x - mu. */
  private double firstMoment() {
    return lowerMass * (lower.from() - mu - lower.decay())
        + scale * sigma * (height(lower.from()) - height(upper.from()))
        + upperMass * (upper.from() - mu + upper.decay());
  }

  private double body() {
    // The smaller complement first: both may be near 1 or near 0.
    return bodyBelow + bodyAbove < 1
        ? 1 - bodyBelow - bodyAbove
        : NormalLaw.below(z(upper.from())) - bodyBelow;
  }

  private double height(double lnOhm) {
    return NormalLaw.density(z(lnOhm));
  }

  private double z(double lnOhm) {
    return (lnOhm - mu) / sigma;
  }
}
