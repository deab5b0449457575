package org.hafnia.simulator.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.fitting.endurance.EnduranceFitter;
import org.hafnia.simulator.fitting.programming.ProgrammingFitter;
import org.hafnia.simulator.fitting.retention.RetentionFitter;
import org.hafnia.simulator.fitting.sense.SenseFitter;

/**
 * How often the 95 % intervals of the condition fits hold the truth, and how far estimates are off
 * on average, over repetitions of data drawn from a known model.
 */
public final class ConditionsCoverage {

  private static final int REPETITIONS = 200;

  private ConditionsCoverage() {}

  /** What is fitted again and again. */
  record Case(DeviceModel truth, Fitter fitter, String variant, int devices, int points) {}

  /** Of one parameter: relative errors and how many intervals held the truth. */
  static final class Tally {

    private final List<Double> relative = new ArrayList<>();
    private int held;

    double share() {
      return (double) held / relative.size();
    }

    int count() {
      return relative.size();
    }

    double bias() {
      return relative.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
    }
  }

  /** Preset of programming with two factors, shares and widths that data can tell. */
  static Case programming() {
    return new Case(
        preset("hfo2-radar-programming-2021"), new ProgrammingFitter(), "gumbel", 100, 30);
  }

  /** Preset of endurance with cells that differ and some that fail. */
  static Case endurance() {
    var description = preset("rram-40nm-endurance").description();
    var model = with(description, Map.of("LRS.rho", 0.3, "HRS.rho", 0.3, "HRS.wear", -0.3));
    model = added(model, "eta", 2e6, "beta", 1.2);
    model = added(model, "stuck", 9.5, "sStuck", 0.3);
    return new Case(DeviceModel.of(model), new EnduranceFitter(), "knee", 100, 100);
  }

  /** Preset of retention with an activation energy and three temperatures. */
  static Case retention() {
    var description = preset("rram-relaxation-a").description();
    var ranges =
        List.of(
            description.range().get(0),
            new MeasuredRange("temperature", "K", 298, 398),
            description.range().get(2));
    var model =
        new ModelDescription(
            description.name(),
            description.family(),
            description.title(),
            description.reference(),
            with(description, Map.of("Ea", 0.3, "m", 0.004, "mR", 0.003)).parameters(),
            ranges,
            Map.of());
    return new Case(DeviceModel.of(model), new RetentionFitter(), "mixed", 300, 12);
  }

  /** A generic 130 nm amplifier that is read from its threshold up. */
  static Case senseAmplifier() {
    double[] values = {0.05, 0.60, 1.4, 3.3e-3, 4e5, 0.7e-3, 1.5};
    var ranges =
        List.of(
            new MeasuredRange("supply", "V", 0.6, 0.9),
            new MeasuredRange("temperature", "K", 260, 360),
            new MeasuredRange("resistance", "ohm", 2e3, 1e6));
    var model =
        new ModelDescription(
            "sense",
            Family.SENSE_AMPLIFIER,
            "sense",
            "chosen",
            SenseCurve.TERMS.parameters("", "chosen", values),
            ranges,
            Map.of());
    return new Case(DeviceModel.of(model), new SenseFitter(), "pcsa", 100, 90);
  }

  private static DeviceModel preset(String name) {
    return DeviceModels.find(name).orElseThrow();
  }

  private static ModelDescription with(ModelDescription of, Map<String, Double> values) {
    var parameters =
        of.parameters().stream()
            .map(
                one ->
                    values.containsKey(one.symbol())
                        ? constant(one.symbol(), values.get(one.symbol()))
                        : one)
            .toList();
    return replaced(of, parameters);
  }

  private static ModelDescription added(
      ModelDescription of, String one, double value, String other, double another) {
    var parameters = new ArrayList<>(of.parameters());
    parameters.add(constant(one, value));
    parameters.add(constant(other, another));
    return replaced(of, parameters);
  }

  private static ModelDescription replaced(ModelDescription of, List<ModelParameter> parameters) {
    return new ModelDescription(
        of.name(), of.family(), of.title(), of.reference(), parameters, of.range(), Map.of());
  }

  private static ModelParameter constant(String symbol, double value) {
    return ModelParameter.constant(symbol, symbol, new Quantity(value, "1"), "chosen", Tag.R);
  }

  /** Fits so many draws and keeps score for each identified parameter. */
  static Map<String, Tally> run(Case one, int repetitions, int threads) {
    var records = new TreeMap<String, Tally>();
    var truth = new HashMap<String, Double>();
    one.truth()
        .description()
        .parameters()
        .forEach(parameter -> truth.put(parameter.symbol(), parameter.mean()));
    for (int repetition = 0; repetition < repetitions; repetition++) {
      var data =
          ModelSamples.draw(
              one.truth(), new SampleSpec(repetition + 1, one.devices(), one.points()));
      var options = new FitOptions("again", one.variant(), 1, 0, 0.95, threads);
      try {
        var fit = one.fitter().fit(data, options, FitListener.NONE);
        var references = new References(fit.model(), one.truth().description());
        for (var parameter : fit.model().parameters()) {
          var estimate = parameter.estimates().get("value");
          if (estimate != null && estimate.identified()) {
            double wanted =
                references.shifted(
                    parameter.symbol(), Objects.requireNonNull(truth.get(parameter.symbol())));
            var record = records.computeIfAbsent(parameter.symbol(), key -> new Tally());
            record.relative.add((parameter.mean() - wanted) / Math.abs(wanted));
            record.held += estimate.low() <= wanted && wanted <= estimate.high() ? 1 : 0;
          }
        }
      } catch (FitProblem | FitCancelled problem) {
        throw new IllegalStateException(problem);
      }
    }
    return records;
  }

  /** The truth about a number, as a fit gives it. */
  static double wanted(ModelDescription fit, ModelDescription truth, String symbol) {
    return new References(fit, truth).shifted(symbol, truth.constant(symbol));
  }

  /** A fit refers to the middle of its own data: moves the truth there. */
  private record References(ModelDescription fit, ModelDescription truth) {

    double shifted(String symbol, double value) {
      int dot = symbol.indexOf('.');
      String prefix = symbol.substring(0, dot + 1);
      return switch (symbol.substring(dot + 1)) {
        case "z0" ->
            value
                + truth.constant(prefix + "kV") * by(prefix + "V0")
                + truth.constant(prefix + "kG") * by(prefix + "g0")
                + truth.constant(prefix + "kW")
                    * Math.log(fit.constant(prefix + "w0") / truth.constant(prefix + "w0"));
        case "m" -> value + truth.constant("mR") * by("x00");
        case "t0" -> value * Math.exp(activation());
        case "mean" -> value + truth.constant(prefix + "drift") * decades();
        case "sd" -> value * Math.exp(truth.constant(prefix + "growth") * decades());
        default -> value;
      };
    }

    private double by(String symbol) {
      return fit.constant(symbol) - truth.constant(symbol);
    }

    private double decades() {
      return Math.log10(fit.constant("n0") / truth.constant("n0"));
    }

    /** Ea/k (1/T - 1/T0) of the fit's reference temperature. */
    private double activation() {
      return truth.constant("Ea")
          / 8.617333262e-5
          * (1 / fit.constant("T0") - 1 / truth.constant("T0"));
    }
  }

  public static void main(String[] args) {
    String only = System.getProperty("case", "");
    for (Case one : List.of(programming(), endurance(), retention(), senseAmplifier())) {
      if (!one.fitter().family().word().startsWith(only)) {
        continue;
      }
      long start = System.nanoTime();
      var records = run(one, Integer.getInteger("repetitions", REPETITIONS), 2);
      var truth = one.truth().description();
      System.out.printf(
          "%s, %s, %d devices x %d points, %d s%n",
          one.fitter().family().word(),
          one.variant(),
          one.devices(),
          one.points(),
          (System.nanoTime() - start) / 1_000_000_000L);
      records.forEach(
          (symbol, record) ->
              System.out.printf(
                  "  %-12s truth %10.4g  relative bias %7.4f  coverage %.3f  of %d%n",
                  symbol, truth.constant(symbol), record.bias(), record.share(), record.count()));
    }
  }
}
