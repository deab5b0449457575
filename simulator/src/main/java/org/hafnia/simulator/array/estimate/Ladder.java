package org.hafnia.simulator.array.estimate;

import org.hafnia.simulator.array.tails.Score;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Draws of a law from normal scores without its quantile, which can be slow: x = T(z) is linear
 * between rungs 1/16 apart, and what T is off by is made good by a weight,
 *
 * <pre>
 *   weight(z) = f(T(z)) T'(z) / phi(z),
 * </pre>
 *
 * <p>with f the density of the law; so no error of T remains. For a lognormal law T is exact.
 */
final class Ladder {

  private static final int REACH = 12;
  private static final int RUNGS = 16;

  private final StateLaw law;
  private final Score score;
  private final double[] rungs;

  Ladder(StateLaw law) {
    this.law = law;
    score = new Score(law);
    rungs = law instanceof LognormalLaw ? new double[0] : new double[2 * REACH * RUNGS + 1];
    for (int i = 0; i < rungs.length; i++) {
      rungs[i] = score.value((double) i / RUNGS - REACH);
    }
  }

  /** T(z). */
  double value(double z) {
    int i = rung(z);
    if (i < 0) {
      return score.value(z);
    }
    double part = (z + REACH) * RUNGS - i;
    return rungs[i] + part * (rungs[i + 1] - rungs[i]);
  }

  /** The weight of a draw with x = T(z). */
  double weight(double z, double x) {
    int i = rung(z);
    if (i < 0) {
      return 1;
    }
    double slope = (rungs[i + 1] - rungs[i]) * RUNGS;
    // Two equal rungs hold a value that has a probability of its own.
    return slope > 0 ? slope * Math.exp(law.logDensity(x) - NormalLaw.logDensity(z)) : 1;
  }

  /** The rung below a score; -1 where T is the quantile itself. */
  private int rung(double z) {
    return rungs.length == 0 || !(Math.abs(z) < REACH) ? -1 : (int) ((z + REACH) * RUNGS);
  }
}
