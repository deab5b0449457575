package org.hafnia.simulator.device.conditions;

import org.hafnia.simulator.device.states.StateLaw;

/** Helps to find quantiles of laws that have none in closed form. */
final class Quantiles {

  private Quantiles() {}

  /** Rises through 0 where x is the u-quantile; by logarithms, so that both tails count. */
  static double score(StateLaw law, double x, double u) {
    return u <= 0.5
        ? Math.log(law.below(x)) - Math.log(u)
        : Math.log1p(-u) - Math.log(law.above(x));
  }
}
