package org.hafnia.simulator.fitting.pulse.likelihood;

import org.hipparchus.special.Erf;

/**
 * Mean and variance of a normal number that is cut off at a bound, min(x, b), with their
 * derivatives by mean, variance and bound. A lower bound is the mirror image.
 */
final class Bound {

  private static final double FAR = 6;
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  double mean;
  double variance;
  double meanByMean;
  double meanByVariance;
  double meanByBound;
  double varianceByMean;
  double varianceByVariance;
  double varianceByBound;

  /** Works them out; false where the bound is too far to matter. */
  boolean cut(double m, double v, double bound, int side) {
    double deviation = Math.sqrt(v);
    double z = side * (bound - m) / deviation;
    if (!(z < FAR)) {
      return false;
    }
    double density = Math.exp(-0.5 * z * z) / SQRT_2_PI;
    double below = 0.5 * Erf.erfc(-z / SQRT_2);
    double above = 0.5 * Erf.erfc(z / SQRT_2);
    // Distances from the bound, which keep their digits: y = bound - x, cut to y >= 0.
    double d = z * deviation;
    double first = d * below + deviation * density;
    double second = (d * d + v) * below + d * deviation * density;
    mean = bound - side * first;
    variance = Math.max(second - first * first, 1e-12 * v);
    meanByMean = below;
    meanByBound = above;
    meanByVariance = -side * density / (2 * deviation);
    // E[y^2] by d is 2 E[y]; by v it is below (half the second derivative of max(0, y)^2).
    double byDistance = 2 * first - 2 * first * below;
    varianceByMean = -side * byDistance;
    varianceByBound = side * byDistance;
    varianceByVariance = below - first * density / deviation;
    return true;
  }
}
