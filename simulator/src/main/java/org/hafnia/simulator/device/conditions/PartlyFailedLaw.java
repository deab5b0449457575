package org.hafnia.simulator.device.conditions;

import org.hafnia.simulator.device.states.StateLaw;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The law of one state where a share of the cells has failed.
 *
 * @param working law of the cells that switch
 * @param failed law of those that do not
 * @param share of the failed cells, in (0, 1)
 */
public record PartlyFailedLaw(StateLaw working, StateLaw failed, double share) implements StateLaw {

  /** The law of a state; that of the working cells alone where none has failed. */
  public static StateLaw of(StateLaw working, StateLaw failed, double share) {
    if (share <= 0) {
      return working;
    }
    return share >= 1 ? failed : new PartlyFailedLaw(working, failed, share);
  }

  @Override
  public double below(double lnOhm) {
    return (1 - share) * working.below(lnOhm) + share * failed.below(lnOhm);
  }

  @Override
  public double above(double lnOhm) {
    return (1 - share) * working.above(lnOhm) + share * failed.above(lnOhm);
  }

  @Override
  public double quantile(double u) {
    double a = working.quantile(u);
    double b = failed.quantile(u);
    if (a == b) {
      return a;
    }
    return new BrentSolver(1e-14, 1e-12)
        .solve(1000, x -> Quantiles.score(this, x, u), Math.min(a, b), Math.max(a, b));
  }

  @Override
  public double logDensity(double lnOhm) {
    double a = Math.log1p(-share) + working.logDensity(lnOhm);
    double b = Math.log(share) + failed.logDensity(lnOhm);
    double greater = Math.max(a, b);
    return greater == Double.NEGATIVE_INFINITY
        ? greater
        : greater + Math.log(Math.exp(a - greater) + Math.exp(b - greater));
  }

  @Override
  public double mean() {
    return (1 - share) * working.mean() + share * failed.mean();
  }

  @Override
  public double deviation() {
    double between = working.mean() - failed.mean();
    double within =
        (1 - share) * working.deviation() * working.deviation()
            + share * failed.deviation() * failed.deviation();
    return Math.sqrt(within + share * (1 - share) * between * between);
  }
}
