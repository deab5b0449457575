package org.hafnia.simulator.device.presets;

import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.description.ModelParameter.Tag;

/**
 * NeuroSim's exponential conductance curves as steps. Over P of Pmax pulses, with A in pulses,
 *
 * <pre>
 *   G(P) = B (1 - exp(-P/A)) + Gmin,   B = (Gmax - Gmin) / (1 - exp(-Pmax/A))
 * </pre>
 *
 * so that a pulse takes a share k = 1 - exp(-1/A) of the way to B + Gmin: a step that is linear in
 * the state. With w = -1 at Gmin and +1 at Gmax and h = 1/tanh(Pmax/2A) it is k h (1 - w/h) upwards
 * and k h (1 + w/h) downwards. Cycle-to-cycle noise is a share of the range, whatever the step.
 */
final class LevelPreset {

  private static final String SOURCE =
      "recalled from the AnalogNVM presets of NeuroSim; A from its table of nonlinearities";

  private final Preset preset;
  private final double levelsUp;
  private final double levelsDown;
  private double size;

  LevelPreset(String name, String title, double levelsUp, double levelsDown) {
    preset = new Preset(name, title, SOURCE, Tag.R);
    this.levelsUp = levelsUp;
    this.levelsDown = levelsDown;
  }

  /** A/Pmax upwards and downwards. */
  LevelPreset curves(double up, double down) {
    double stepUp = first(up, levelsUp);
    double stepDown = first(down, levelsDown);
    size = (stepUp + stepDown) / 2;
    preset
        .steps("linear", size, (stepUp - stepDown) / (stepUp + stepDown))
        .bounds(-1, 1)
        .shape(Math.tanh(0.5 / up), Math.tanh(0.5 / down))
        .spreads(0, 0, 0, 0);
    return this;
  }

  /** Standard deviation of a step, as a share of the conductance range. */
  LevelPreset noise(double share) {
    preset.noise(2 * share / size, 0).flag("additive");
    return this;
  }

  LevelPreset conductance(double onOhm, double onOff) {
    double most = 1 / onOhm;
    double least = most / onOff;
    preset
        .put("conductance per weight", "G_per_weight", "S", (most - least) / 2)
        .put("conductance at weight 0", "G_zero", "S", (most + least) / 2);
    return this;
  }

  DeviceModel model() {
    return preset.model();
  }

  /** k h: the step at w = 0. */
  private static double first(double curve, double levels) {
    return -Math.expm1(-1 / (curve * levels)) / Math.tanh(0.5 / curve);
  }
}
