package org.hafnia.simulator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.pulse.StepLaw;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.pulse.PulseResponseFitter;

/**
 * Fits traces drawn from a preset again and again, and prints for each parameter its true value,
 * the mean estimate, the relative bias, how often the 95 % interval covers, and how often the
 * parameter is called identified; means and covers are over those repetitions. Properties: preset
 * (names with commas, all unless said), first, repetitions, devices, up and down (pulses), rows (a
 * file to which every estimate is added as it comes: preset, seed, symbol, truth, whether it is
 * identified, estimate, standard error, interval, CPU s of the fit).
 */
final class PulseResponseCoverage {

  private PulseResponseCoverage() {}

  public static void main(String[] args) {
    var all =
        DeviceModels.presets().stream()
            .filter(PulseResponseModel.class::isInstance)
            .map(model -> model.name())
            .toList();
    var names = Arrays.asList(System.getProperty("preset", String.join(",", all)).split(","));
    names.forEach(name -> run((PulseResponseModel) DeviceModels.find(name).orElseThrow()));
  }

  /** What became of one parameter. */
  static final class Tally {
    final String symbol;
    int identified;
    int covered;
    double truth;
    double sum;
    double errors;
    double squares;

    Tally(String symbol) {
      this.symbol = symbol;
    }

    double relativeBias() {
      return (sum - truth) / Math.abs(truth);
    }
  }

  private static void run(PulseResponseModel model) {
    int devices = Integer.getInteger("devices", 100);
    int up = Integer.getInteger("up", model.oneSided() ? 1000 : 500);
    int down = Integer.getInteger("down", model.oneSided() ? 0 : 500);
    int first = Integer.getInteger("first", 1);
    int repetitions = Integer.getInteger("repetitions", 20);
    double start = cpuSeconds();
    var tallies = tallies(model, new int[] {devices, up, down, first, repetitions});
    double each = (cpuSeconds() - start) / repetitions;
    System.out.printf(
        "%s: %d x %d devices, %d up and %d down pulses, %.2f s of CPU each%n",
        model.name(), repetitions, devices, up, down, each);
    System.out.println(
        "  parameter      true       mean   bias %  covers %  identified %  error/scatter");
    for (var tally : tallies) {
      print(tally, repetitions);
    }
  }

  /** Sizes: devices, up, down, first seed, repetitions. */
  static List<Tally> tallies(PulseResponseModel model, int[] sizes) {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (int i = 0; i < sizes[4]; i++) {
      double cpu = cpuSeconds();
      var spec =
          new SampleSpec(
              sizes[3] + i,
              sizes[0],
              sizes[1] + sizes[2],
              Map.of("upPulses", 1.0 * sizes[1]),
              false);
      var fit = fit(model, spec);
      cpu = cpuSeconds() - cpu;
      for (var parameter : fit.parameters()) {
        var estimate = parameter.estimates().get("value");
        if (estimate != null) {
          var tally = tallies.computeIfAbsent(parameter.symbol(), Tally::new);
          double truth = truth(model, fit, parameter.symbol());
          if (estimate.identified()) {
            tally.identified++;
            tally.covered += truth >= estimate.low() && truth <= estimate.high() ? 1 : 0;
            double value = parameter.value("value");
            tally.truth += truth;
            tally.sum += value;
            tally.squares += (value - truth) * (value - truth);
            tally.errors += estimate.standardError();
          }
          row(model, spec, parameter, truth, cpu);
        }
      }
    }
    return List.copyOf(tallies.values());
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }

  /** Adds what was found to a file as it comes, where one is named. */
  private static void row(
      PulseResponseModel model,
      SampleSpec spec,
      ModelParameter parameter,
      double truth,
      double cpuSeconds) {
    String rows = System.getProperty("rows", "");
    if (rows.isEmpty()) {
      return;
    }
    var estimate = Objects.requireNonNull(parameter.estimates().get("value"));
    String line =
        "%s,%d,%s,%.9g,%b,%.9g,%.9g,%.9g,%.9g,%.2f%n"
            .formatted(
                model.name(),
                spec.seed(),
                parameter.symbol(),
                truth,
                estimate.identified(),
                parameter.value("value"),
                estimate.standardError(),
                estimate.low(),
                estimate.high(),
                cpuSeconds);
    try {
      Files.writeString(Path.of(rows), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelDescription fit(PulseResponseModel model, SampleSpec spec) {
    try {
      return new PulseResponseFitter()
          .fit(
              ModelSamples.draw(model, spec),
              FitOptions.usual("again", spec.seed()).with(model.law().word()),
              FitListener.NONE)
          .model();
    } catch (FitProblem | FitCancelled e) {
      throw new IllegalStateException(e);
    }
  }

  /** The true value in the conventions of a fit: a = -1/2, b = 0, its bounds where not known. */
  private static double truth(PulseResponseModel model, ModelDescription fit, String symbol) {
    double upper = bound(model.bounds().upper(), fit, "w_max");
    double lower = bound(model.bounds().lower(), fit, "w_min");
    if (symbol.startsWith("dw_up_") || symbol.startsWith("dw_down_")) {
      return step(model, fit, symbol);
    }
    if (model.law() instanceof StepLaw.Exponential e) {
      double rate = -2 * e.a() / e.span() * (upper - lower);
      var shape = exponential(e, rate, symbol);
      return shape.orElseGet(() -> model.description().constant(symbol));
    }
    if (model.law() instanceof StepLaw.Linear l && symbol.equals("gamma_up")) {
      return l.gammaUp() * upper / l.referenceUp();
    }
    if (model.law() instanceof StepLaw.Linear l && symbol.equals("gamma_down")) {
      return l.gammaDown() * lower / l.referenceDown();
    }
    return model.description().constant(symbol);
  }

  /** Mean step up or down at a weight that the fit names. */
  private static double step(PulseResponseModel model, ModelDescription fit, String symbol) {
    int direction = symbol.startsWith("dw_up_") ? 1 : -1;
    double weight = fit.constant("w_" + symbol.substring(symbol.lastIndexOf('_') + 1));
    var device = model.device(0, 0, 0, 0);
    return device.step(direction) * model.law().factor(direction, weight, device);
  }

  private static OptionalDouble exponential(StepLaw.Exponential e, double rate, String symbol) {
    return switch (symbol) {
      case "gamma_up" -> OptionalDouble.of(e.gammaUp() * rate);
      case "gamma_down" -> OptionalDouble.of(e.gammaDown() * rate);
      case "A_up" -> OptionalDouble.of(e.amplitudeUp() * Math.exp(e.gammaUp() * e.b()));
      case "A_down" -> OptionalDouble.of(e.amplitudeDown() * Math.exp(-e.gammaDown() * e.b()));
      default -> OptionalDouble.empty();
    };
  }

  private static double bound(double truth, ModelDescription fit, String symbol) {
    var parameter = fit.parameter(symbol);
    var estimate = parameter.estimates().get("value");
    return estimate == null || estimate.identified() ? truth : parameter.value("value");
  }

  private static void print(Tally tally, int repetitions) {
    int n = tally.identified;
    if (n == 0) {
      System.out.printf("  %-12s not identified%n", tally.symbol);
      return;
    }
    System.out.printf(
        "  %-12s %10.5f %10.5f %8.1f %8.1f %11.0f %12.2f%n",
        tally.symbol,
        tally.truth / n,
        tally.sum / n,
        100 * tally.relativeBias(),
        100.0 * tally.covered / n,
        100.0 * n / repetitions,
        tally.errors / n / Math.sqrt(tally.squares / n));
  }
}
