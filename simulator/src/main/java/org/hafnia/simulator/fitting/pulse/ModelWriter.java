package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.fitting.pulse.Report.Figure;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.hafnia.simulator.fitting.pulse.population.Hyper;

/** Writes a fitted population as a device model. */
final class ModelWriter {

  private static final String WEIGHT = "weight (dimensionless)";

  /** Devices at a bound from which the bound, and from which its spread, may be identified. */
  private static final int FOR_MEAN = 5;

  private static final int FOR_SPREAD = 10;

  private final Fitted fitted;
  private final Traces traces;
  private final Report report;
  private final ExponentialWriter steps;
  private final boolean up;
  private final boolean down;

  ModelWriter(Fitted fitted, Traces traces, SelfCheck check, double confidence) {
    this.fitted = fitted;
    this.traces = traces;
    report = new Report(fitted, check, confidence);
    up = traces.traces().stream().anyMatch(trace -> trace.has(1));
    down = traces.traces().stream().anyMatch(trace -> trace.has(-1));
    steps = new ExponentialWriter(fitted, report, up, down);
  }

  List<String> warnings() {
    return report.warnings();
  }

  ModelDescription model(String name) {
    var setting = fitted.setting();
    report.law(setting.variant().word());
    sizes();
    bounds();
    shapes();
    positive("cycle-to-cycle noise of a step", "c2c", "steps", Hyper.CYCLE, "");
    write();
    if (setting.midway()) {
      steps.means();
    }
    flag("cycle-to-cycle noise does not shrink with the step", "additive", setting.additive());
    flag("step sizes spread lognormally", "lognormal", setting.lognormal());
    flag("takes up pulses only", "one_sided", !down);
    traces
        .conductance()
        .ifPresent(
            scale -> {
              report.fixed("conductance per weight", "G_per_weight", "S", scale.siemensPerWeight());
              report.fixed("conductance at weight 0", "G_zero", "S", scale.zeroSiemens());
            });
    return new ModelDescription(
        name,
        Family.PULSE_RESPONSE,
        "Pulse response, " + setting.variant().word() + " steps",
        "fitted to " + traces.traces().size() + " measured devices",
        report.parameters(),
        ranges(),
        Map.of());
  }

  private void sizes() {
    String few = few();
    String one = asymmetry();
    report.positive(
        new Figure("step size", "dw_min", WEIGHT + " per pulse", Hyper::lawStep), steps.lacking());
    var upDown = new Figure("up/down asymmetry", "up_down", "1", Hyper::lawUpDown);
    report.any(upDown, 0.2, one);
    report.spread(
        new Figure("device-to-device spread of the step size", "sigma_dw", "1", Hyper::lawSpread),
        few);
    report.spread(
        new Figure(
            "device-to-device spread of the asymmetry", "sigma_ud", "1", Hyper::lawUpDownSpread),
        !one.isEmpty() ? one : few.isEmpty() ? report.unseen(Setting.HALF) : few);
  }

  /** What stands in the way of telling up from down steps. */
  private String asymmetry() {
    if (!(up && down)) {
      return "pulses went one way only";
    }
    boolean far =
        fitted.setting().soft()
            && !(fitted.resolved(Setting.UPPER) && fitted.resolved(Setting.LOWER));
    return far ? "the bounds that both steps refer to are not identified" : steps.lacking();
  }

  private String few() {
    int n = traces.traces().size();
    return n >= FOR_MEAN ? "" : n == 1 ? "one device only" : "only " + n + " devices";
  }

  private void bounds() {
    bound("upper bound", "w_max", Setting.UPPER, up);
    bound("lower bound", "w_min", Setting.LOWER, down);
    spread("upper bound", "sigma_wmax", Setting.UPPER, up);
    spread("lower bound", "sigma_wmin", Setting.LOWER, down);
  }

  private void bound(String name, String symbol, int which, boolean pulses) {
    String lacking = lacking(which, pulses, Math.min(FOR_MEAN, traces.traces().size()));
    double loose = 0.15 * fitted.range();
    var number = new Figure(name, symbol, WEIGHT, h -> mean(h, which));
    double error = lacking.isEmpty() ? report.error(number.of()) : Double.NaN;
    boolean told = lacking.isEmpty() && error <= loose;
    if (told && fitted.setting().soft() && !report.unseen(which).isEmpty()) {
      // The mean of the inverse of a spread s is 1 + s^2 times the inverse of the mean.
      double spread = fitted.found().hyper().deviations()[which];
      report.inverse(
          number, loose, spread * spread / Math.abs(mean(fitted.found().hyper(), which)));
    } else if (told) {
      report.any(number, loose, "");
    } else if (fitted.setting().soft()) {
      report.any(number, loose, lacking);
    } else {
      double assumed = furthest(which);
      report.assumed(
          new Figure(name, symbol, WEIGHT, h -> assumed),
          lacking.isEmpty() ? "standard error too great, %.2g".formatted(error) : lacking);
    }
  }

  private void spread(String name, String symbol, int which, boolean pulses) {
    String lacking = few();
    if (lacking.isEmpty()) {
      lacking = lacking(which, pulses, FOR_SPREAD);
    }
    if (lacking.isEmpty()) {
      lacking = report.unseen(which);
    }
    int at = which == Setting.UPPER ? Hyper.UPPER_SPREAD : Hyper.LOWER_SPREAD;
    boolean looked = lacking.isEmpty() || (fitted.setting().soft() && pulses);
    ToDoubleFunction<Hyper> of =
        looked ? h -> Math.exp(h.x[at]) / Math.abs(mean(h, which)) : h -> 0;
    var number = new Figure("device-to-device spread of the " + name, symbol, "1", of);
    if (looked) {
      report.spread(number, lacking);
    } else {
      report.assumed(number, lacking);
    }
  }

  private String lacking(int which, boolean pulses, int fewest) {
    if (!pulses) {
      return "no pulses towards it";
    }
    if (fitted.setting().soft() || !fitted.setting().exact()) {
      return fitted.resolved(which) ? "" : "the reads of a device hardly show it";
    }
    long seen = fitted.found().devices().stream().filter(one -> one.reached(which)).count();
    int all = fitted.found().devices().size();
    boolean enough = seen >= fewest;
    return enough ? "" : "%d of %d devices showed it".formatted(seen, all);
  }

  private static double mean(Hyper hyper, int which) {
    return hyper.x[which == Setting.UPPER ? Hyper.UPPER : Hyper.LOWER];
  }

  /** The furthest that any read went: the least that a bound can be. */
  private double furthest(int which) {
    var reads =
        fitted.found().devices().stream().flatMapToDouble(one -> Arrays.stream(one.trace.reads()));
    return which == Setting.UPPER ? reads.max().orElseThrow() : reads.min().orElseThrow();
  }

  private void shapes() {
    var variant = fitted.setting().variant();
    if (variant == Variant.LINEAR) {
      shape("change of the step over the range, up", "gamma_up", 0, used(Setting.UPPER, "w_max"));
      shape(
          "change of the step over the range, down",
          "gamma_down",
          1,
          used(Setting.LOWER, "w_min").andThen(Math::abs));
    } else if (variant == Variant.EXPONENTIAL) {
      var upper = used(Setting.UPPER, "w_max");
      var lower = used(Setting.LOWER, "w_min");
      String unknown = identified("w_max") ? identified("w_min") ? "" : "w_min" : "w_max";
      steps.shapes(
          h -> upper.apply(h) - lower.apply(h),
          unknown.isEmpty()
              ? ""
              : "it counts in spans of the bounds, and %s is not identified".formatted(unknown));
    }
  }

  private interface Factor {
    double apply(Hyper hyper);

    default Factor andThen(java.util.function.DoubleUnaryOperator next) {
      return hyper -> next.applyAsDouble(apply(hyper));
    }
  }

  /** A bound as it stands in the model: estimated, or assumed. */
  private Factor used(int which, String symbol) {
    double value = parameter(symbol).value("value");
    return identified(symbol) ? hyper -> mean(hyper, which) : hyper -> value;
  }

  private boolean identified(String symbol) {
    var estimate = parameter(symbol).estimates().get("value");
    return estimate != null && estimate.identified();
  }

  private ModelParameter parameter(String symbol) {
    return report.parameters().stream()
        .filter(p -> p.symbol().equals(symbol))
        .findFirst()
        .orElseThrow();
  }

  private void shape(String name, String symbol, int place, Factor factor) {
    boolean pulses = place == 0 ? up : down;
    var number = new Figure(name, symbol, "1", h -> h.x[Hyper.SHAPE + place] * factor.apply(h));
    if (pulses) {
      report.any(number, 0.15, "");
    } else {
      report.assumed(number, "no pulses that way");
    }
  }

  private void write() {
    var number = new Figure("write noise of a read", "write_noise", "dw_min", h -> 0);
    if (fitted.setting().exact()) {
      report.assumed(number, "reads show no noise beyond that of the steps; taken as 0");
    } else {
      report.positive(
          new Figure(
              "write noise of a read",
              "write_noise",
              "dw_min",
              h -> Math.exp(h.x[Hyper.WRITE]) / h.lawStep()),
          steps.lacking());
    }
  }

  private void positive(String name, String symbol, String unit, int at, String lacking) {
    report.positive(new Figure(name, symbol, unit, h -> Math.exp(h.x[at])), lacking);
  }

  private void flag(String name, String symbol, boolean on) {
    report.fixed(name + " (1 yes, 0 no)", symbol, "1", on ? 1 : 0);
  }

  private List<MeasuredRange> ranges() {
    double low = furthest(Setting.LOWER);
    double high = furthest(Setting.UPPER);
    var ranges = new ArrayList<MeasuredRange>();
    ranges.add(new MeasuredRange("pulses", "1", 0, traces.pulses()));
    traces
        .conductance()
        .ifPresent(
            scale ->
                ranges.add(
                    new MeasuredRange(
                        "conductance", "S", scale.siemens(low), scale.siemens(high))));
    return ranges;
  }
}
