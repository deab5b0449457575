package org.hafnia.simulator.array.sense;

import org.hafnia.simulator.array.tails.Normal;

/**
 * Two branches that race, in y = ln((R + R_T)/ohm), which is ln tau up to what both share. With the
 * offset o ~ N(0, s), BL falls if y + o/2 &lt; limit, BLb if yb - o/2 &lt; limit, and
 *
 * <pre>
 *   P(+1) = Phi(a/s),   a = min(yb - y, 2 (limit - y))
 *   P(-1) = Phi(-b/s),  b = max(yb - y, 2 (yb - limit))
 *   P(0)  = Phi(b/s) - Phi(a/s)
 * </pre>
 *
 * @param seriesOhm R_T, in ohm
 * @param limit y at which a branch falls just in time; infinite where there is no limit
 * @param offset s, standard deviation of the offset
 */
public record Branches(double seriesOhm, double limit, double offset) {

  /** y of a branch with ln(R / ohm) = x. */
  public double of(double x) {
    return seriesOhm == 0 ? x : Math.log(Math.exp(x) + seriesOhm);
  }

  /** ln(R / ohm) of a branch with that y; -infinity where no resistance is as quick. */
  public double lnOhm(double y) {
    if (seriesOhm == 0 || y == Double.POSITIVE_INFINITY) {
      return y;
    }
    double ohm = Math.exp(y) - seriesOhm;
    return ohm > 0 ? Math.log(ohm) : Double.NEGATIVE_INFINITY;
  }

  /** Probability that BL, at y, falls first and BLb, at yb, does not. */
  public double plus(double y, double yb) {
    return below(Math.min(yb - y, 2 * (limit - y)));
  }

  /** Probability that BLb falls first. */
  public double minus(double y, double yb) {
    return plus(yb, y);
  }

  /** Probability that neither has fallen in time. */
  public double zero(double y, double yb) {
    double a = Math.min(yb - y, 2 * (limit - y));
    double b = Math.max(yb - y, 2 * (yb - limit));
    if (offset == 0) {
      return a <= 0 && b >= 0 ? 1 : 0;
    }
    return Normal.between(a / offset, b / offset);
  }

  private double below(double distance) {
    if (offset == 0) {
      return distance > 0 ? 1 : 0;
    }
    return Normal.below(distance / offset);
  }
}
