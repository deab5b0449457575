package org.hafnia.simulator.fitting.pulse.likelihood;

import org.hipparchus.special.Erf;

/**
 * What a bound does to a normal belief about the state when a pulse moves it: only what the pulse
 * carries beyond the bound is stopped there, for the belief before the pulse lay within, although a
 * normal law always reaches beyond. With y the distance from the bound and G(d, v) = E[max(0, y)] -
 * d for y ~ N(d, v), a pulse from (d0, v0) to (d1, v1) pushes the mean inwards by
 *
 * <pre>
 *   push = kappa(d0 / sqrt(v0)) max(0, G(d1, v1) - G(d0, v0))
 * </pre>
 *
 * where kappa is the density at the bound of a law cut off there, over that of the normal law with
 * the same mean and variance (fitted to truncated normal laws).
 */
final class Bound {

  private static final double FAR = 5;
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);
  private static final double STEEPNESS = 1.7;
  private static final double STRENGTH = 17.7;
  private static final double SMALL = 1e-6;

  double mean;
  double variance;

  /** Derivatives by mean and variance before and after, and by the bound. */
  final double[] meanBy = new double[5];

  final double[] varianceBy = new double[5];

  private double resultDistance;
  private double resultVariance;

  /** Works it out; false where the bound is too far to matter. */
  boolean cut(double[] before, double[] after, double bound, int side) {
    double d0 = side * (bound - before[0]);
    double d1 = side * (bound - after[0]);
    if (!(d1 < FAR * Math.sqrt(after[1]))) {
      return false;
    }
    double[] at = {d0, before[1], d1, after[1]};
    work(at);
    double distance = resultDistance;
    variance = resultVariance;
    mean = bound - side * distance;
    double[] byDistance = new double[4];
    double[] byVariance = new double[4];
    for (int i = 0; i < 4; i++) {
      double width = SMALL * (i % 2 == 0 ? Math.sqrt(after[1]) : at[i]);
      double kept = at[i];
      at[i] += width;
      work(at);
      at[i] = kept;
      byDistance[i] = (resultDistance - distance) / width;
      byVariance[i] = (resultVariance - variance) / width;
    }
    meanBy[0] = byDistance[0];
    meanBy[1] = -side * byDistance[1];
    meanBy[2] = byDistance[2];
    meanBy[3] = -side * byDistance[3];
    meanBy[4] = 1 - byDistance[0] - byDistance[2];
    varianceBy[0] = -side * byVariance[0];
    varianceBy[1] = byVariance[1];
    varianceBy[2] = -side * byVariance[2];
    varianceBy[3] = byVariance[3];
    varianceBy[4] = side * (byVariance[0] + byVariance[2]);
    return true;
  }

  private void work(double[] at) {
    double root0 = Math.sqrt(at[1]);
    double root1 = Math.sqrt(at[3]);
    double z0 = at[0] / root0;
    double z1 = at[2] / root1;
    double beyond0 = beyond(z0);
    double beyond1 = beyond(z1);
    double more = root1 * excess(z1, beyond1) - root0 * excess(z0, beyond0);
    double kappa = 1 + STRENGTH * Math.exp(-STEEPNESS * Math.max(z0, -2));
    double push = kappa * Math.max(0, more);
    // A belief that was nearly all within and is nearly all beyond has arrived at the bound.
    double fresh = Math.max(0, 1 - beyond0 / Math.max(beyond1, 1e-300));
    double lost = at[3] * ((z1 * z1 + 1) * beyond1 - z1 * density(z1)) * fresh;
    double second = at[2] * at[2] + at[3] - lost;
    resultDistance = at[2] + push;
    double v = second - resultDistance * resultDistance;
    double least = 0.05 * (at[3] - at[1] > 0 ? at[3] - at[1] : at[3]);
    resultVariance = Math.max(v, Math.max(least, 1e-9 * at[3]));
  }

  private static double excess(double z, double beyond) {
    return density(z) - z * beyond;
  }

  private static double beyond(double z) {
    return z > 8 ? 0 : 0.5 * Erf.erfc(z / SQRT_2);
  }

  private static double density(double z) {
    return Math.exp(-0.5 * z * z) / SQRT_2_PI;
  }
}
