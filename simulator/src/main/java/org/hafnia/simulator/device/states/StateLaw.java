package org.hafnia.simulator.device.states;

import org.hafnia.simulator.random.NormalLaw;

/** The law of x = ln(R / ohm) of one state of a cell; accurate in both tails. */
public interface StateLaw {

  /** Probability of a value below x. */
  double below(double lnOhm);

  /** Probability of a value above x, accurate where it is tiny. */
  double above(double lnOhm);

  /** The value below which a fraction u falls; u in (0, 1), also 1e-12 and 1 - 1e-12. */
  double quantile(double u);

  /** The normal quantile of the probability below x: how many deviations out, were it lognormal. */
  default double score(double lnOhm) {
    return NormalLaw.score(below(lnOhm), above(lnOhm));
  }

  /** ln of the density of x. */
  double logDensity(double lnOhm);

  /** Mean of x. */
  double mean();

  /** Standard deviation of x. */
  double deviation();
}
