package org.hafnia.simulator.device.analog;

/**
 * Which imperfections of analog devices take part.
 *
 * @param deviceToDevice step sizes and bounds differ between devices; off: the population's means
 * @param cycleToCycle steps differ from pulse to pulse
 * @param writeNoise what is read differs from the state, anew after each write
 * @param nonlinearity steps depend on the weight; off: y = 1
 * @param pulseResolution updates are rounded to whole pulses; off: the last pulse may be a part
 */
public record AnalogImperfections(
    boolean deviceToDevice,
    boolean cycleToCycle,
    boolean writeNoise,
    boolean nonlinearity,
    boolean pulseResolution) {

  /** Everything that the model knows. */
  public static AnalogImperfections all() {
    return new AnalogImperfections(true, true, true, true, true);
  }

  /** Linear devices of infinite resolution that are all alike. */
  public static AnalogImperfections none() {
    return new AnalogImperfections(false, false, false, false, false);
  }
}
