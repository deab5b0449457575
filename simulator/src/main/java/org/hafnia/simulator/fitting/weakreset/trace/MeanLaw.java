package org.hafnia.simulator.fitting.weakreset.trace;

/**
 * Mean law of one device: base + m1 t before the knee, slope m2 after it, continuous.
 *
 * @param base ln(R0 / ohm) + c1
 * @param slope m1, per pulse
 * @param knee t*, in pulses; infinite where it lies beyond the trace
 * @param lateSlope m2, per pulse
 */
public record MeanLaw(double base, double slope, double knee, double lateSlope) {

  /** ln(R / ohm) after t pulses. */
  public double at(double t) {
    return t < knee ? base + slope * t : base + slope * knee + lateSlope * (t - knee);
  }
}
