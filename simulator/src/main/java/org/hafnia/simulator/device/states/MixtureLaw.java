package org.hafnia.simulator.device.states;

/**
 * Reads of good and bad cells together: F = (1 - p) F_good + p F_bad.
 *
 * @param good law of good cells
 * @param bad law of bad cells
 * @param badShare p, share of bad cells, (0, 1)
 */
public record MixtureLaw(StateLaw good, StateLaw bad, double badShare) implements StateLaw {

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
    // The quantile lies between those of the parts; halving ends when no double lies between.
    for (double middle = (low + high) / 2; low < middle && middle < high; ) {
      boolean belowIt = u < 0.5 ? below(middle) < u : above(middle) > 1 - u;
      low = belowIt ? middle : low;
      high = belowIt ? high : middle;
      middle = (low + high) / 2;
    }
    return high;
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
