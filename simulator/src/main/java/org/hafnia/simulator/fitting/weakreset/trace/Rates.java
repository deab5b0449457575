package org.hafnia.simulator.fitting.weakreset.trace;

/**
 * Telegraph chain, a transition per pulse.
 *
 * @param up probability per pulse of low to high
 * @param down probability per pulse of high to low
 */
public record Rates(double up, double down) {

  /** Probability of being high n pulses after being low. */
  public double upAfter(int pulses) {
    return up / (up + down) * -Math.expm1(pulses * Math.log1p(-up - down));
  }

  /** Probability of being low n pulses after being high. */
  public double downAfter(int pulses) {
    return down / (up + down) * -Math.expm1(pulses * Math.log1p(-up - down));
  }
}
