package org.hafnia.simulator.array.curve;

import org.hafnia.simulator.array.Requirements;

/**
 * Which condition is the cheapest that is good enough. Conditions are scanned over [from, to], so
 * that the error rate need not be monotone, and the edges of what is good enough refined.
 *
 * @param limit that the error rate shall stay below, (0, 1)
 * @param from lowest condition
 * @param to highest condition, above the lowest
 * @param points of the scan, [2, 10000]
 * @param logarithmic whether they stand equally far apart in the logarithm; both ends positive then
 */
public record CheapestQuestion(
    double limit, double from, double to, int points, boolean logarithmic) {

  public CheapestQuestion {
    Requirements.within("limit", limit, Double.MIN_NORMAL, 1, "1");
    Requirements.within("points", points, 2, 10_000);
    if (!(from < to) || !Double.isFinite(to - from)) {
      throw new IllegalArgumentException(
          "to = " + to + " must be above from = " + from + ", both finite");
    }
    if (logarithmic && !(from > 0)) {
      throw new IllegalArgumentException(
          "from = " + from + " must be positive for a logarithmic scan");
    }
  }

  double x(int index) {
    double share = (double) index / (points - 1);
    return logarithmic ? from * Math.pow(to / from, share) : from + (to - from) * share;
  }

  double between(double a, double b) {
    return logarithmic ? Math.sqrt(a * b) : 0.5 * (a + b);
  }
}
