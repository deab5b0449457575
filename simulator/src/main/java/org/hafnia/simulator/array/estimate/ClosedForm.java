package org.hafnia.simulator.array.estimate;

import org.hafnia.simulator.array.tails.Normal;
import org.hafnia.simulator.device.states.LognormalLaw;

/**
 * Bit error rates of lognormal states under an ideal sense amplifier. With D = mu_H - mu_L:
 *
 * <pre>
 *   2T2R             Phi( -D / sqrt(sL^2 + sH^2) )
 *   1T1R at Rt       1/2 [ Phi(-(ln Rt - mu_L)/sL) + Phi(-(mu_H - ln Rt)/sH) ]
 *   equal sigmas     2T2R = Phi( sqrt(2) Phi^-1(1T1R at the best Rt) )
 * </pre>
 */
public final class ClosedForm {

  private ClosedForm() {}

  /** 2T2R. */
  public static double differential(LognormalLaw low, LognormalLaw high) {
    return Normal.below((low.mu() - high.mu()) / Math.hypot(low.sigma(), high.sigma()));
  }

  /** 1T1R at a threshold, ln(Rt / ohm). */
  public static double single(LognormalLaw low, LognormalLaw high, double lnThreshold) {
    return 0.5
        * (Normal.below((low.mu() - lnThreshold) / low.sigma())
            + Normal.below((lnThreshold - high.mu()) / high.sigma()));
  }

  /**
   * The threshold at which 1T1R errs least, as ln(Rt / ohm): where both densities are equal,
   *
   * <pre>
   *   a x^2 + b x + c = 0,  a = 1/sH^2 - 1/sL^2,  b = 2 (mu_L/sL^2 - mu_H/sH^2),
   *   c = mu_H^2/sH^2 - mu_L^2/sL^2 + 2 ln(sH/sL)
   * </pre>
   */
  public static double bestThreshold(LognormalLaw low, LognormalLaw high) {
    // About mu_L, so that squares of means do not cancel.
    double gap = high.mu() - low.mu();
    double inLow = 1 / (low.sigma() * low.sigma());
    double inHigh = 1 / (high.sigma() * high.sigma());
    double a = inHigh - inLow;
    double half = -gap * inHigh;
    double c = gap * gap * inHigh + 2 * Math.log(high.sigma() / low.sigma());
    double discriminant = half * half - a * c;
    if (!(discriminant > 0)) {
      // One state covers the other everywhere: no threshold is better than a coin.
      return low.mu() + 0.5 * gap;
    }
    double root = c / (-half + Math.sqrt(discriminant));
    return low.mu() + root;
  }

  /** 2T2R from 1T1R at its best threshold, both states with the same sigma. */
  public static double differentialOfEqualSigmas(double single) {
    return Normal.below(Math.sqrt(2) * Normal.quantile(single));
  }
}
