package org.hafnia.simulator.fitting.programming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.likelihood.CellShare;
import org.hafnia.simulator.fitting.likelihood.FittedTerms;
import org.hafnia.simulator.fitting.likelihood.Maximum;

/**
 * The curve of one operation after its fit.
 *
 * @param variant shape of the step
 * @param likelihood of its rows
 * @param maximum where it was found
 * @param share of the cells in the variance
 * @param heldOut mean log density per held-out point
 */
record OperationFit(
    String variant, PulseLikelihood likelihood, Maximum maximum, CellShare share, double heldOut) {

  PulseRows rows() {
    return likelihood.rows();
  }

  ProgrammingCurve curve() {
    return likelihood.curve(maximum.free());
  }

  /** Everything that the description needs. */
  List<ModelParameter> parameters(FitOptions options) {
    String prefix = rows().operation() + ".";
    String source = "fit \"" + options.name() + "\"";
    var fitted = new FittedTerms(likelihood.terms(), maximum, source, options.confidence());
    var parameters = new ArrayList<>(fitted.parameters(prefix, lacks()));
    var reference = likelihood.reference();
    parameters.add(constant("reference voltage", "V0", reference.volt(), "V"));
    parameters.add(constant("reference gate voltage", "g0", reference.gateVolt(), "V"));
    parameters.add(constant("reference width", "w0", reference.second(), "s"));
    parameters.add(
        constant("shape of the step, 1 logistic, 0 Gumbel", "kappa", reference.kappa(), "1"));
    return parameters;
  }

  private ModelParameter constant(String name, String symbol, double value, String unit) {
    return ModelParameter.constant(
        name,
        rows().operation() + "." + symbol,
        new Quantity(value, unit),
        "median of the data, or chosen with the variant",
        Tag.D);
  }

  List<MeasuredRange> ranges() {
    String prefix = rows().operation() + " ";
    var ranges = new ArrayList<MeasuredRange>();
    var voltage = Factor.voltage(rows());
    ranges.add(new MeasuredRange(prefix + "voltage", "V", voltage.least(), voltage.greatest()));
    if (rows().hasGate()) {
      var gate = Factor.gate(rows());
      ranges.add(new MeasuredRange(prefix + "gate", "V", gate.least(), gate.greatest()));
    }
    var widths = Arrays.stream(rows().width()).summaryStatistics();
    ranges.add(new MeasuredRange(prefix + "width", "s", widths.getMin(), widths.getMax()));
    return ranges;
  }

  /** Why numbers cannot be identified, by symbol. */
  private Map<String, String> lacks() {
    var why = new TreeMap<String, String>();
    unvaried(Factor.voltage(rows()), "kV", why);
    unvaried(Factor.gate(rows()), "kG", why);
    unvaried(Factor.width(rows()), "kW", why);
    if (!rows().repeats()) {
      why.put("rho", "each device has one pulse only: cells and repetitions cannot be told apart");
    } else if (!rows().byDevice()) {
      why.put("rho", "fewer than " + CellShare.FEWEST_DEVICES + " devices");
    }
    return why;
  }

  private void unvaried(Factor factor, String symbol, Map<String, String> why) {
    if (!factor.varies()) {
      why.put(symbol, factor.word() + " was not varied: not identified");
    }
  }

  /** Sentences about what is not identified, and about rows that are missing at strong pulses. */
  List<String> warnings() {
    var warnings = new ArrayList<String>();
    var why = lacks();
    if (!rows().byDevice()) {
      warnings.add(
          rows().operation()
              + ": "
              + rows().deviceCount()
              + " device(s) only: errors rest on blocks of rows and leave out how devices differ.");
    }
    for (int i = 0; i < likelihood.terms().size(); i++) {
      var term = likelihood.terms().terms().get(i);
      if (!maximum.identified()[i]) {
        String reason = why.getOrDefault(term.symbol(), FittedTerms.UNKNOWN);
        warnings.add(
            rows().operation() + "." + term.symbol() + " (" + term.name() + "): " + reason + ".");
      }
    }
    for (var factor : List.of(Factor.voltage(rows()), Factor.gate(rows()))) {
      thinning(factor, warnings);
    }
    return warnings;
  }

  private void thinning(Factor factor, List<String> warnings) {
    if (!factor.varies()) {
      return;
    }
    long weak = 0;
    long strong = 0;
    double quarter = factor.span() / 4;
    for (double value : factor.values()) {
      weak += value < factor.least() + quarter ? 1 : 0;
      strong += value > factor.greatest() - quarter ? 1 : 0;
    }
    if (strong < weak / 2) {
      warnings.add(
          ("%s: %d rows in the upper quarter of the %s, %d in the lower: staircases that stop at"
                  + " a target leave only slow cells there, and the far level is theirs.")
              .formatted(rows().operation(), strong, factor.word(), weak));
    }
  }
}
