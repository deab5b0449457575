package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.conditions.FailureLaw;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate.Value;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Shown;
import org.hafnia.simulator.fitting.likelihood.FittedTerms;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Fits {@link EnduranceModel}: under each condition the drift of both states in the logarithm of
 * the cycles, with or without a knee, and the Weibull law of cells that stop switching.
 */
public final class EnduranceFitter implements Fitter {

  @Override
  public Family family() {
    return Family.ENDURANCE;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.CYCLING;
  }

  @Override
  public List<String> variants() {
    return ConditionFits.VARIANTS;
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    if (data.rows() == 0) {
      throw new FitProblem("no rows", "reads of LRS and HRS over cycles");
    }
    var conditions = CyclingRows.of(data);
    var fits = new ArrayList<ConditionFits.Fitted>();
    var candidates = new ArrayList<Candidate>();
    try (var maximiser = new Maximiser(options.threads(), listener)) {
      for (var rows : conditions) {
        listener.progress(
            0.9 * fits.size() / conditions.size(), ("fitting " + rows.condition()).strip());
        var fit = new ConditionFits(rows, maximiser);
        fits.add(fit.best(options));
        candidates.addAll(fit.candidates());
      }
    }
    listener.progress(0.95, "comparing with the data");
    var result = result(fits, candidates, options);
    listener.progress(1, "done");
    return result;
  }

  private static FitResult result(
      List<ConditionFits.Fitted> fits, List<Candidate> candidates, FitOptions options) {
    var parameters = new ArrayList<ModelParameter>();
    var warnings = new ArrayList<String>();
    var devices = new ArrayList<DeviceEstimate>();
    var panels = new ArrayList<Panel>();
    var goodness = new Goodness();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (var fit : fits) {
      parameters.addAll(parameters(fit, options));
      warnings.addAll(EnduranceWarnings.of(fit));
      devices.addAll(devices(fit));
      panels.addAll(new EndurancePanels(fit, options).all());
      goodness.add(
          fit.fit().normal(), fit.maximum(), fit.fit().normal().residuals(fit.maximum().free()));
      goodness.heldOut(fit.heldOut(), fit.fit().normal().fifth(true).allPoints());
      least = Math.min(least, fit.all().leastCycle());
      most = Math.max(most, fit.all().mostCycles());
    }
    var description =
        new ModelDescription(
            options.name(),
            Family.ENDURANCE,
            "Resistance against cycles, fitted on " + Shown.count(devices.size(), "device"),
            "fit of measurements",
            parameters,
            List.of(new MeasuredRange("cycles", "1", least, most)),
            Map.of());
    return new FitResult(
        new EnduranceModel(description).description(),
        fits.stream().map(fit -> fit.prefix() + fit.variant()).collect(Collectors.joining(", ")),
        goodness.of(devices.size()),
        candidates.stream().sorted((a, b) -> Double.compare(b.heldOut(), a.heldOut())).toList(),
        devices,
        warnings,
        panels);
  }

  private static List<ModelParameter> parameters(ConditionFits.Fitted fit, FitOptions options) {
    String source = "fit \"" + options.name() + "\"";
    var terms = fit.fit().terms();
    var parameters =
        new ArrayList<>(
            new FittedTerms(terms, fit.maximum(), source, options.confidence())
                .parameters(fit.prefix(), EnduranceWarnings.lacks(fit)));
    parameters.add(
        ModelParameter.constant(
            "reference cycle",
            fit.prefix() + "n0",
            new Quantity(fit.fit().reference(), "1"),
            "middle of the measured cycles",
            Tag.D));
    if (fit.failing() != null) {
      parameters.addAll(
          new FittedTerms(FailureLaw.TERMS, fit.failing(), source, options.confidence())
              .parameters(
                  fit.prefix(),
                  Map.of("beta", "fewer than 3 cells failed: 1, failing at random, is assumed")));
    }
    return parameters;
  }

  private static List<DeviceEstimate> devices(ConditionFits.Fitted fit) {
    var devices = new ArrayList<DeviceEstimate>();
    for (int i = 0; i < fit.all().devices().size(); i++) {
      double failed = fit.failures().firstBad()[i];
      var values =
          Map.of(
              "failedAfterCycles",
              new Value(
                  Double.isFinite(failed) ? failed : fit.failures().lastGood()[i],
                  Double.NaN,
                  Double.isFinite(failed)));
      devices.add(
          new DeviceEstimate(
              fit.all().devices().get(i).name(), values, Double.isFinite(failed) ? "failed" : ""));
    }
    return devices;
  }
}
