package org.hafnia.simulator.device.states;

/**
 * Reads of good and bad cells together: F = (1 - p) F_good + p F_bad.
 *
 * @param good law of good cells
 * @param bad law of bad cells
 * @param badShare p, share of bad cells, (0, 1)
 */
public record MixtureLaw(StateLaw good, StateLaw bad, double badShare) implements StateLaw {

  /** Newton's steps; how far beyond where they lead the other end is looked for. */
  private static final int NEWTON = 6;

  private static final double BEYOND = 0.1;
  private static final double CLOSE = 1e-13;

  public MixtureLaw {
    if (!(badShare > 0 && badShare < 1)) {
      throw new IllegalArgumentException("badShare = " + badShare + " is outside (0, 1)");
    }
  }

  @Override
  public double below(double lnOhm) {
    return (1 - badShare) * good.below(lnOhm) + badShare * bad.below(lnOhm);
  }

  @Override
  public double above(double lnOhm) {
    return (1 - badShare) * good.above(lnOhm) + badShare * bad.above(lnOhm);
  }

  @Override
  public double quantile(double u) {
    double a = good.quantile(u);
    double b = bad.quantile(u);
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    double guess = (low + high) / 2;
    // Newton's steps bring both ends near, as far as they fall between them.
    for (int step = 0; step < NEWTON && low < guess && guess < high; step++) {
      double missing = u < 0.5 ? u - below(guess) : above(guess) - (1 - u);
      low = missing > 0 ? guess : low;
      high = missing > 0 ? high : guess;
      double move = missing * Math.exp(-logDensity(guess));
      double beyond = guess + move + Math.copySign(Math.abs(move) * BEYOND + CLOSE, move);
      guess = guess + move;
      if (low < beyond && beyond < high) {
        boolean belowIt = isBelow(beyond, u);
        low = belowIt ? beyond : low;
        high = belowIt ? high : beyond;
      }
    }
    // The quantile lies between those of the parts; halving ends when no double lies between.
    for (double middle = (low + high) / 2; low < middle && middle < high; ) {
      boolean belowIt = isBelow(middle, u);
      low = belowIt ? middle : low;
      high = belowIt ? high : middle;
      middle = (low + high) / 2;
    }
    return high;
  }

  private boolean isBelow(double lnOhm, double u) {
    return u < 0.5 ? below(lnOhm) < u : above(lnOhm) > 1 - u;
  }

  @Override
  public double logDensity(double lnOhm) {
    double a = Math.log1p(-badShare) + good.logDensity(lnOhm);
    double b = Math.log(badShare) + bad.logDensity(lnOhm);
    double most = Math.max(a, b);
    return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
  }

  @Override
  public double mean() {
    return (1 - badShare) * good.mean() + badShare * bad.mean();
  }

  @Override
  public double deviation() {
    double apart = bad.mean() - good.mean();
    return Math.sqrt(
        (1 - badShare) * good.deviation() * good.deviation()
            + badShare * bad.deviation() * bad.deviation()
            + badShare * (1 - badShare) * apart * apart);
  }
}
