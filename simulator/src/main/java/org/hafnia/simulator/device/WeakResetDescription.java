package org.hafnia.simulator.device;

import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.random.TruncatedLaw;

/** Reads a weak-RESET model from its description. */
final class WeakResetDescription {

  private WeakResetDescription() {}

  static WeakResetModel model(ModelDescription d) {
    return new WeakResetModel(
        d.name(),
        law(d, "m1"),
        law(d, "t*"),
        law(d, "c1"),
        law(d, "m2"),
        law(d, "R0"),
        new WeakResetModel.Telegraph(
            d.constant("P(low->high)"), d.constant("P(high->low)"), law(d, "amp")),
        d.constant("alpha"),
        d.find("sigma_white").isPresent() ? d.constant("sigma_white") : 0,
        new WeakResetModel.Pulse(d.constant("V_reset"), d.constant("t_reset")),
        new WeakResetModel.Pulse(d.constant("V_set"), d.constant("t_set")),
        d.parameters(),
        d.range());
  }

  private static TruncatedLaw law(ModelDescription description, String symbol) {
    return law(description.parameter(symbol));
  }

  private static TruncatedLaw law(ModelParameter p) {
    try {
      return switch (p.law()) {
        case "exponential" ->
            new TruncatedLaw.Exponential(p.value("location"), p.value("scale"), p.low(), p.high());
        case "normal" ->
            new TruncatedLaw.Normal(p.value("mean"), p.value("deviation"), p.low(), p.high());
        case "lognormal" ->
            new TruncatedLaw.Lognormal(p.value("shape"), p.value("median"), p.low(), p.high());
        case "uniform" -> new TruncatedLaw.Uniform(p.low(), p.high());
        default ->
            throw new ModelProblem(
                p.symbol(), "law " + p.law(), "exponential, normal, lognormal or uniform");
      };
    } catch (ModelProblem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ModelProblem(p.symbol(), String.valueOf(e.getMessage()), "a law that exists");
    }
  }
}
