package org.hafnia.simulator.device.analog;

import org.hafnia.simulator.device.PulseResponseModel;

/**
 * What defines analog pairs, besides their number and seed.
 *
 * @param model of the devices; only pulses upwards are given
 * @param on which imperfections take part
 * @param rounding of an update to whole pulses
 * @param maxPulses most pulses that one update gives to a device, 1 to 100,000
 * @param refresh whether pairs are reset where a device nears its upper bound
 */
public record AnalogSpec(
    PulseResponseModel model,
    AnalogImperfections on,
    Rounding rounding,
    int maxPulses,
    boolean refresh) {

  /** Usual bound of an update, in pulses. */
  public static final int USUAL_MAX_PULSES = 100;

  private static final int MOST_PULSES = 100_000;

  /** How an update of x pulses becomes a whole number of them. */
  public enum Rounding {
    /** floor(x + U), U uniform: right on average, however small x is. */
    STOCHASTIC,
    /** To the nearest, halves to even: updates below half a pulse are lost. */
    NEAREST
  }

  public AnalogSpec {
    if (maxPulses < 1 || maxPulses > MOST_PULSES) {
      throw new IllegalArgumentException(
          "maxPulses = " + maxPulses + " is outside [1, " + MOST_PULSES + "]");
    }
  }

  /** Everything on, stochastic rounding, refresh. */
  public static AnalogSpec of(PulseResponseModel model) {
    return new AnalogSpec(
        model, AnalogImperfections.all(), Rounding.STOCHASTIC, USUAL_MAX_PULSES, true);
  }

  /** The same with other imperfections. */
  public AnalogSpec with(AnalogImperfections others) {
    return new AnalogSpec(model, others, rounding, maxPulses, refresh);
  }

  /** Weight that an up pulse of the mean device moves, where the step law is 1. */
  public double meanStep() {
    return model.sizes().of(1, 0, 0);
  }
}
