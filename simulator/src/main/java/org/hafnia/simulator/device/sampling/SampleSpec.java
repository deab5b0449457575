package org.hafnia.simulator.device.sampling;

import java.util.Map;
import java.util.TreeMap;

/**
 * What to draw from a device model.
 *
 * @param seed everything drawn follows from it
 * @param devices number of devices, at least 1
 * @param points per device: pulses, cycles, pulses per condition or times, as the family has it
 * @param conditions what else a family asks for, in SI units, by the name of a column
 * @param extrapolate whether to go on outside the model's measured range
 */
public record SampleSpec(
    long seed, int devices, int points, Map<String, Double> conditions, boolean extrapolate) {

  public SampleSpec {
    if (devices < 1) {
      throw new IllegalArgumentException("devices = " + devices + " must be at least 1");
    }
    if (points < 1) {
      throw new IllegalArgumentException("points = " + points + " must be at least 1");
    }
    conditions = new TreeMap<>(conditions);
  }

  public SampleSpec(long seed, int devices, int points) {
    this(seed, devices, points, Map.of(), false);
  }
}
