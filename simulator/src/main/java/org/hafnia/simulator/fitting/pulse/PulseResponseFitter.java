package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
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
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;
import org.hafnia.simulator.fitting.pulse.population.Start;
import org.hafnia.simulator.fitting.statistics.GoodnessTests;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;
import org.hafnia.simulator.fitting.statistics.Residuals;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Fits pulse-response models. The likelihood is that of each increment given the state, with a
 * latent state where reads are noisy; device parameters are integrated out for the population.
 *
 * <p>Resistances are fitted as conductances G = 1/R on the weight scale that the model reports; log
 * densities are then those of ln(R/ohm). States are fitted as they are, log densities are those of
 * the state.
 */
public final class PulseResponseFitter implements Fitter {

  @Override
  public Family family() {
    return Family.PULSE_RESPONSE;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.PULSE_TRAIN;
  }

  @Override
  public List<String> variants() {
    return Arrays.stream(Variant.values()).map(Variant::word).toList();
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    var traces = Traces.of(data);
    var chosen =
        options.variant().equals(FitOptions.AUTO)
            ? List.of(Variant.values())
            : List.of(Variant.of(options.variant()));
    var fits = new ArrayList<Fitted>();
    double each = (exact(traces) ? 0.5 : 1) / chosen.size();
    for (var variant : chosen) {
      double from = each * chosen.indexOf(variant);
      listener.progress(from, "fitting " + variant.word());
      if (variant == Variant.SOFT_BOUNDS && !traces.aroundZero()) {
        requireOther(chosen);
        continue;
      }
      var workers = new Workers(options.threads());
      fits.add(Fitted.of(variant, traces.traces(), workers, listener.part(from, from + each)));
    }
    var ranked = new Choice(traces, options.confidence()).ranked(fits);
    var check = check(ranked.getFirst(), traces, options, listener);
    listener.progress(1, "comparing data and model");
    return new Result(traces, ranked, check, options).result();
  }

  /** Whether reads look exact: half of the work is then the check on own samples. */
  private static boolean exact(Traces traces) {
    return new Start(traces.traces().stream().map(Device::new).toList(), false).exact();
  }

  /**
   * Fits to the model's own samples, unless the likelihood itself identifies nothing, or device
   * parameters were integrated out as they are where reads are noisy.
   */
  private static SelfCheck check(
      Fitted best, Traces traces, FitOptions options, FitListener listener) throws FitCancelled {
    var none = SelfCheck.none(best);
    if (!best.setting().exact()) {
      return none;
    }
    var model = new ModelWriter(best, traces, none, options.confidence()).model(options.name());
    boolean any =
        model.parameters().stream()
            .flatMap(parameter -> parameter.estimates().values().stream())
            .anyMatch(Estimate::identified);
    return any ? SelfCheck.of(best, options, listener) : none;
  }

  private static void requireOther(List<Variant> chosen) throws FitProblem {
    if (chosen.size() == 1) {
      throw new FitProblem(
          "states all on one side of 0", "states with 0 within their range for soft-bounds");
    }
  }

  /** Puts a result together. */
  private record Result(Traces traces, List<Fitted> fits, SelfCheck check, FitOptions options) {

    FitResult result() {
      var best = fits.getFirst();
      var writer = new ModelWriter(best, traces, check, options.confidence());
      var model = writer.model(options.name());
      return new FitResult(
          model,
          best.setting().variant().word(),
          goodness(best),
          fits.stream().map(this::candidate).toList(),
          devices(best),
          writer.warnings(),
          new PulsePanels(best, traces, model, options.seed()).panels());
    }

    private long points() {
      return traces.traces().stream().mapToLong(trace -> trace.length() - 1L).sum();
    }

    /** Per read, from densities of weights to those of what was given. */
    private double jacobian() {
      return traces.logJacobian() / points();
    }

    private double logLikelihood(Fitted fitted) {
      return fitted.logLikelihood() + traces.logJacobian();
    }

    private Candidate candidate(Fitted fitted) {
      var criteria = InformationCriteria.of(logLikelihood(fitted), fitted.parameters(), points());
      return new Candidate(
          Family.PULSE_RESPONSE.word(),
          fitted.setting().variant().word(),
          fitted.parameters(),
          logLikelihood(fitted),
          criteria.aic(),
          criteria.bic(),
          fitted.heldOutMean() + jacobian(),
          "");
    }

    private GoodnessOfFit goodness(Fitted best) {
      var candidate = candidate(best);
      var residuals = best.residuals(options.seed());
      double[] probabilities =
          residuals.stream()
              .flatMapToDouble(Arrays::stream)
              .filter(z -> !Double.isNaN(z))
              .map(NormalLaw::below)
              .toArray();
      var tests =
          GoodnessTests.withoutProbability(
              probabilities, "law fitted to the same reads, no p-value");
      return new GoodnessOfFit(
          points(),
          traces.traces().size(),
          best.parameters(),
          candidate.logLikelihood(),
          candidate.aic(),
          candidate.bic(),
          candidate.heldOut(),
          tests.kolmogorovSmirnov(),
          tests.andersonDarling(),
          Residuals.autocorrelation(residuals));
    }

    private List<DeviceEstimate> devices(Fitted best) {
      return best.found().devices().stream().map(one -> device(best, one)).toList();
    }

    private static DeviceEstimate device(Fitted best, Device device) {
      double[] variances = device.variances;
      var setting = best.setting();
      var hyper = best.found().hyper();
      double up = hyper.lawSize(1) / hyper.unit();
      double down = hyper.lawSize(-1) / hyper.unit();
      double own = device.own[Setting.SIZE];
      double size = setting.lognormal() ? Math.exp(own) : own;
      double factor = setting.lognormal() ? size : 1;
      double half = device.own[Setting.HALF];
      double error = Math.sqrt(factor * factor * variances[Setting.SIZE] + variances[Setting.HALF]);
      return new DeviceEstimate(
          device.trace.device(),
          Map.of(
              "dw_up",
              new Value((size + half) * up, error * up, device.trace.has(1)),
              "dw_down",
              new Value((size - half) * down, error * down, device.trace.has(-1)),
              "w_max",
              bound(best, device, Setting.UPPER, variances),
              "w_min",
              bound(best, device, Setting.LOWER, variances)),
          "");
    }

    private static Value bound(Fitted best, Device device, int which, double[] variances) {
      boolean known =
          best.setting().soft()
              ? device.trace.has(which == Setting.UPPER ? 1 : -1)
              : best.setting().exact() ? device.reached(which) : best.resolved(which);
      return new Value(device.own[which], Math.sqrt(variances[which]), known);
    }
  }
}
