package org.hafnia.simulator.array.weights;

import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Draws from the law of a state, fast: ln R is looked up by its normal score z, linearly between
 * points 1/256 apart from z = -8.3 to 8.3. Where the middle of two points is off by more than 1e-3,
 * as where two parts of a mixture lie apart, the law itself is asked.
 */
final class LawTable {

  private static final double FARTHEST = 8.3;
  private static final double PER_UNIT = 256;
  private static final double TOLERANCE = 1e-3;
  private static final double SMALLEST = 1e-17;

  private final StateLaw law;
  private final double[] lnOhm;
  private final boolean[] exact;

  LawTable(StateLaw law) {
    this.law = law;
    int points = law instanceof LognormalLaw ? 0 : (int) (2 * FARTHEST * PER_UNIT) + 2;
    lnOhm = new double[points];
    exact = new boolean[points];
    for (int i = 0; i < points; i++) {
      lnOhm[i] = law.quantile(probability(score(i)));
    }
    for (int i = 0; i + 1 < points; i++) {
      double middle = law.quantile(probability(score(i + 0.5)));
      exact[i] = Math.abs(middle - 0.5 * (lnOhm[i] + lnOhm[i + 1])) > TOLERANCE;
    }
  }

  /** ln(R / ohm) of the device that has a share u of all below it, u in (0, 1). */
  double lnOhm(double u) {
    if (law instanceof LognormalLaw) {
      return law.quantile(u);
    }
    double place = (NormalLaw.quantile(u) + FARTHEST) * PER_UNIT;
    int i = Math.clamp((long) place, 0, lnOhm.length - 2);
    return exact[i] ? law.quantile(u) : lnOhm[i] + (place - i) * (lnOhm[i + 1] - lnOhm[i]);
  }

  private static double score(double place) {
    return place / PER_UNIT - FARTHEST;
  }

  private static double probability(double z) {
    return Math.clamp(NormalLaw.below(z), SMALLEST, 1 - 0x1p-53);
  }
}
