package org.hafnia.simulator.device.use;

import java.util.OptionalDouble;

/**
 * What the devices of a layer were given since they were made.
 *
 * @param devices their number
 * @param pulses single pulses: weak RESETs, steps of analog devices, or writes
 * @param sets SET operations
 * @param resets full RESET operations; weak ones are pulses
 * @param greatestAge pulses since its last SET, or RESET where pulses go up, of the device with
 *     most
 * @param mostCycles SETs, or RESETs where there are no SETs, of the device that has most: what it
 *     has used of its endurance
 * @param energyJoule of all of them, in joule; empty where the device model does not tell
 * @param pulsesPerDevice how the pulses are spread over the devices
 */
public record DeviceUse(
    long devices,
    long pulses,
    long sets,
    long resets,
    int greatestAge,
    int mostCycles,
    OptionalDouble energyJoule,
    PulseDistribution pulsesPerDevice) {

  /** Where there are no devices. */
  public static DeviceUse none() {
    return new DeviceUse(0, 0, 0, 0, 0, 0, OptionalDouble.of(0), PulseDistribution.none());
  }
}
