package org.hafnia.simulator.device;

import java.util.Optional;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.pulse.Conductance;
import org.hafnia.simulator.device.pulse.PulseNoise;
import org.hafnia.simulator.device.pulse.StepLaw;
import org.hafnia.simulator.device.pulse.StepSizes;
import org.hafnia.simulator.device.pulse.WeightBounds;

/** Reads a pulse-response model from its description. */
final class PulseResponseDescription {

  private final ModelDescription from;

  private PulseResponseDescription(ModelDescription from) {
    this.from = from;
  }

  static PulseResponseModel model(ModelDescription description) {
    return new PulseResponseDescription(description).model();
  }

  private PulseResponseModel model() {
    var bounds =
        new WeightBounds(
            number("w_max"), number("w_min"), spread("sigma_wmax"), spread("sigma_wmin"));
    if (!(bounds.lower() < bounds.upper())) {
      throw new ModelProblem("w_min", String.valueOf(bounds.lower()), "a weight below w_max");
    }
    return new PulseResponseModel(
        from.name(),
        from.title(),
        from.reference(),
        law(bounds),
        sizes(),
        bounds,
        new PulseNoise(spread("c2c"), flag("additive"), spread("write_noise")),
        flag("one_sided"),
        conductance(),
        from.parameters(),
        from.range());
  }

  private StepSizes sizes() {
    double upDown = number("up_down");
    if (!(Math.abs(upDown) < 1)) {
      throw new ModelProblem("up_down", String.valueOf(upDown), "a number in (-1, 1)");
    }
    return new StepSizes(
        positive("dw_min"), upDown, spread("sigma_dw"), spread("sigma_ud"), flag("lognormal"));
  }

  private StepLaw law(WeightBounds bounds) {
    String word = from.parameter("step").law();
    return switch (word) {
      case "constant" -> new StepLaw.Constant();
      case "linear" ->
          new StepLaw.Linear(
              number("gamma_up"),
              number("gamma_down"),
              nonzero("w_max", bounds.upper()),
              nonzero("w_min", bounds.lower()));
      case "soft-bounds" -> soft(bounds);
      case "exponential" ->
          new StepLaw.Exponential(
              number("a"),
              number("b"),
              bounds.span(),
              number("gamma_up"),
              number("gamma_down"),
              number("A_up"),
              number("A_down"));
      default ->
          throw new ModelProblem(
              "step", "law " + word, "constant, linear, soft-bounds or exponential");
    };
  }

  private static StepLaw soft(WeightBounds bounds) {
    if (!(bounds.upper() > 0)) {
      throw new ModelProblem("w_max", String.valueOf(bounds.upper()), "above 0 for soft-bounds");
    }
    if (!(bounds.lower() < 0)) {
      throw new ModelProblem("w_min", String.valueOf(bounds.lower()), "below 0 for soft-bounds");
    }
    return new StepLaw.SoftBounds();
  }

  private Optional<Conductance> conductance() {
    if (from.find("G_per_weight").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Conductance(positive("G_per_weight"), number("G_zero")));
  }

  private double number(String symbol) {
    return from.constant(symbol);
  }

  private double spread(String symbol) {
    double value = number(symbol);
    if (!(value >= 0)) {
      throw new ModelProblem(symbol, String.valueOf(value), "a number not below 0");
    }
    return value;
  }

  private double positive(String symbol) {
    double value = number(symbol);
    if (!(value > 0)) {
      throw new ModelProblem(symbol, String.valueOf(value), "a number above 0");
    }
    return value;
  }

  private boolean flag(String symbol) {
    double value = number(symbol);
    if (value != 0 && value != 1) {
      throw new ModelProblem(symbol, String.valueOf(value), "0 (no) or 1 (yes)");
    }
    return value == 1;
  }

  private static double nonzero(String symbol, double value) {
    if (value == 0) {
      throw new ModelProblem(symbol, "0", "a bound other than 0 for linear steps");
    }
    return value;
  }
}
