package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate.Value;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.fitting.GoodnessOfFit;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Numbers;
import org.hafnia.simulator.fitting.weakreset.population.Posterior;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Fits {@link WeakResetModel} to pulse trains. Per device: the telegraph states by the forward
 * algorithm, with U1 U2 amp in the high state and the pink noise predicted from the reads before;
 * the knee by generalised least squares over many knees. Population: marginal maximum likelihood of
 * the laws, in which each device counts with its whole likelihood, so that knees beyond the trace
 * are censored and errors of slopes are no spread. Pink and white noise are told apart by their
 * spectra.
 */
public final class WeakResetFitter implements Fitter {

  private static final String VARIANT = "weak-reset";

  @Override
  public Family family() {
    return Family.WEAK_RESET;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.PULSE_TRAIN;
  }

  @Override
  public List<String> variants() {
    return List.of(VARIANT);
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    requireVariant(options.variant());
    TraceTable table = TraceTable.of(data);
    listener.check();
    Estimation estimation =
        new Estimation(table.traces(), table.spacing(), options.confidence(), listener);
    try (Workers workers = new Workers(options.threads(), listener)) {
      estimation.run(workers);
      Findings findings = new Findings(estimation, options.confidence());
      Numbers numbers = findings.numbers();
      ModelDescription description =
          new FittedDescription(numbers).describe(options.name(), range(table.traces()));
      listener.progress(0.85, "goodness of fit");
      int parameters = identified(description);
      GoodnessOfFit goodness =
          new WeakResetGoodness(estimation, numbers.most().value())
              .of(workers, numbers.level(), parameters);
      listener.progress(0.97, "panels");
      WeakResetModel model = WeakResetModel.of(description);
      List<String> warnings = new ArrayList<>(table.warnings());
      warnings.addAll(findings.warnings());
      FitResult result =
          new FitResult(
              description,
              VARIANT,
              goodness,
              List.of(candidate(goodness)),
              estimation.devices().stream().map(one -> device(one, estimation)).toList(),
              warnings,
              new WeakResetPanels(estimation.devices(), model)
                  .panels(options.seed(), goodness.residualAutocorrelation()));
      listener.progress(1, "done");
      return result;
    }
  }

  private void requireVariant(String variant) throws FitProblem {
    if (!variant.equals(FitOptions.AUTO) && !variants().contains(variant)) {
      throw new FitProblem(
          "variant " + variant + " is unknown", FitOptions.AUTO + " or " + variants());
    }
  }

  private static List<MeasuredRange> range(List<Trace> traces) {
    double from = traces.stream().mapToDouble(trace -> trace.pulses()[0]).min().orElse(0);
    double to = traces.stream().mapToDouble(Trace::lastPulse).max().orElse(0);
    double[] ln =
        traces.stream().flatMapToDouble(trace -> java.util.Arrays.stream(trace.lnOhm())).toArray();
    double low = java.util.Arrays.stream(ln).min().orElse(0);
    double high = java.util.Arrays.stream(ln).max().orElse(0);
    return List.of(
        new MeasuredRange("pulses", "1", from, to),
        new MeasuredRange("resistance", "ohm", Math.exp(low), Math.exp(high)));
  }

  private static int identified(ModelDescription description) {
    return (int)
        description.parameters().stream()
            .flatMap(parameter -> parameter.estimates().values().stream())
            .filter(org.hafnia.simulator.device.description.Estimate::identified)
            .count();
  }

  private static Candidate candidate(GoodnessOfFit goodness) {
    return new Candidate(
        Family.WEAK_RESET.word(),
        VARIANT,
        goodness.parameters(),
        goodness.logLikelihood(),
        goodness.aic(),
        goodness.bic(),
        goodness.heldOutLogLikelihood(),
        "");
  }

  private static DeviceEstimate device(DeviceFit device, Estimation estimation) {
    Posterior posterior = device.posterior();
    boolean bends = posterior.bends() > 0.9;
    double[] base = posterior.moments(Posterior.Quantity.BASE);
    double[] slope = posterior.moments(Posterior.Quantity.SLOPE);
    Map<String, Value> values = new HashMap<>();
    values.put("lnR(0)", new Value(base[0], base[1], true));
    values.put("m1", new Value(slope[0], slope[1], true));
    if (posterior.bends() > 0) {
      double[] knee = posterior.moments(Posterior.Quantity.LN_KNEE);
      double[] late = posterior.moments(Posterior.Quantity.LATE_SLOPE);
      double pulses = Math.exp(knee[0]);
      values.put("t*", new Value(pulses, pulses * knee[1], bends && knee[1] < 0.5));
      boolean told = bends && late[1] < estimation.laws.laws().lateScale() / 2;
      values.put("m2", new Value(late[0], late[1], told));
    }
    if (device.visited()) {
      values.put("amp", device.amplitude(estimation.shared.noise()));
    }
    String note =
        Stream.of(
                posterior.bends() < 0.1 ? "knee beyond the trace" : "",
                device.visited() ? "" : "no telegraph noise seen")
            .filter(text -> !text.isEmpty())
            .collect(java.util.stream.Collectors.joining(", "));
    return new DeviceEstimate(device.trace().device(), values, note);
  }
}
