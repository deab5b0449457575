package org.hafnia.simulator.device.presets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;

/** Writes down the parameters of a pulse-response preset, each with its unit, source and tag. */
final class Preset {

  private static final String WEIGHT = "weight (dimensionless)";
  private static final List<String> FLAGS = List.of("additive", "lognormal", "one_sided");
  private static final Map<String, String> FLAG_NAMES =
      Map.of(
          "additive", "cycle-to-cycle noise does not shrink with the step (1 yes, 0 no)",
          "lognormal", "step sizes spread lognormally (1 yes, 0 no)",
          "one_sided", "takes up pulses only (1 yes, 0 no)");

  private final String name;
  private final String title;
  private final String source;
  private final Tag tag;
  private final List<ModelParameter> parameters = new ArrayList<>();

  Preset(String name, String title, String source, Tag tag) {
    this.name = name;
    this.title = title;
    this.source = source;
    this.tag = tag;
  }

  Preset steps(String law, double least, double upDown) {
    parameters.add(
        new ModelParameter("step law", "step", "1", law, Map.of(), 0, 0, 0, source, tag));
    return put("step size", "dw_min", WEIGHT + " per pulse", least)
        .put("up/down asymmetry", "up_down", "1", upDown);
  }

  Preset bounds(double lower, double upper) {
    return put("upper bound", "w_max", WEIGHT, upper).put("lower bound", "w_min", WEIGHT, lower);
  }

  Preset shape(double up, double down) {
    return put("change of the step over the range, up", "gamma_up", "1", up)
        .put("change of the step over the range, down", "gamma_down", "1", down);
  }

  Preset exponential(double a, double b) {
    return put("scale of the weight in the exponent", "a", "1", a)
        .put("shift in the exponent", "b", "1", b);
  }

  Preset amplitudes(double up, double down) {
    return put("amplitude of the exponential, up", "A_up", "1", up)
        .put("amplitude of the exponential, down", "A_down", "1", down);
  }

  Preset spreads(double size, double upDown, double upper, double lower) {
    return put("device-to-device spread of the step size", "sigma_dw", "1", size)
        .put("device-to-device spread of the asymmetry", "sigma_ud", "1", upDown)
        .put("device-to-device spread of the upper bound", "sigma_wmax", "1", upper)
        .put("device-to-device spread of the lower bound", "sigma_wmin", "1", lower);
  }

  Preset noise(double cycle, double write) {
    return put("cycle-to-cycle noise of a step", "c2c", "steps", cycle)
        .put("write noise of a read", "write_noise", "dw_min", write);
  }

  Preset flag(String symbol) {
    return put(FLAG_NAMES.getOrDefault(symbol, symbol), symbol, "1", 1);
  }

  Preset put(String what, String symbol, String unit, double value) {
    parameters.add(ModelParameter.constant(what, symbol, new Quantity(value, unit), source, tag));
    return this;
  }

  DeviceModel model() {
    for (var flag : FLAGS) {
      if (parameters.stream().noneMatch(one -> one.symbol().equals(flag))) {
        put(FLAG_NAMES.getOrDefault(flag, flag), flag, "1", 0);
      }
    }
    return DeviceModel.of(
        new ModelDescription(
            name, Family.PULSE_RESPONSE, title, source, parameters, List.of(), Map.of()));
  }
}
