package org.hafnia.simulator.array.tails;

import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;

/**
 * A law of x = ln(R / ohm) as a function of a normal score z: the x below which a fraction Phi(z)
 * falls. Rare values are moderate scores, so that sampling and quadrature reach them.
 */
public final class Score {

  /** Beyond this score the quantile of a law need not hold; it is solved for there. */
  private static final double QUANTILE_HOLDS = 6.5;

  /** No probability that a double can hold lies beyond. */
  public static final double FURTHEST = 37.5;

  private static final int BISECTIONS = 60;

  private final StateLaw law;

  public Score(StateLaw law) {
    this.law = law;
  }

  /** x at score z. */
  public double value(double z) {
    if (law instanceof LognormalLaw lognormal) {
      return lognormal.mu() + lognormal.sigma() * z;
    }
    if (Math.abs(z) <= QUANTILE_HOLDS) {
      return law.quantile(Normal.below(z));
    }
    return z < 0 ? beyond(z, -1) : beyond(-z, 1);
  }

  /** The score of x; infinite where the law has nothing beyond x. */
  public double of(double x) {
    double below = law.below(x);
    return below < 0.5 ? Normal.quantile(below) : -Normal.quantile(law.above(x));
  }

  /** Solves tail(x) = Phi(z), z negative, in the lower (side -1) or upper (side 1) tail. */
  private double beyond(double z, int side) {
    double target = Normal.below(Math.max(z, -FURTHEST));
    double inner = law.quantile(Normal.below(side * QUANTILE_HOLDS));
    double step = Math.max(law.deviation(), 1e-9);
    double outer = inner;
    for (int doubling = 0; doubling < 60 && tail(outer, side) > target; doubling++) {
      outer += side * step;
      step *= 2;
    }
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = 0.5 * (inner + outer);
      if (tail(middle, side) > target) {
        inner = middle;
      } else {
        outer = middle;
      }
    }
    return 0.5 * (inner + outer);
  }

  private double tail(double x, int side) {
    return side < 0 ? law.below(x) : law.above(x);
  }
}
