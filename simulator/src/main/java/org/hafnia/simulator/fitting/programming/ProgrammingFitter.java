package org.hafnia.simulator.fitting.programming;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hafnia.simulator.device.ProgrammingModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
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
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Fits {@link org.hafnia.simulator.device.ProgrammingModel}: for SET and for RESET the step of ln R
 * against voltage, gate and width by maximum likelihood, with each device's own part.
 */
public final class ProgrammingFitter implements Fitter {

  @Override
  public Family family() {
    return Family.PROGRAMMING;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.PROGRAMMING;
  }

  @Override
  public List<String> variants() {
    return PulseFits.VARIANTS;
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    if (data.rows() == 0) {
      throw new FitProblem("no rows", "pulses of SET, of RESET, or of both");
    }
    var fits = new ArrayList<OperationFit>();
    var candidates = new ArrayList<Candidate>();
    var warnings = new ArrayList<String>();
    try (var maximiser = new Maximiser(options.threads(), listener)) {
      double done = 0;
      for (String operation : List.of("SET", "RESET")) {
        listener.progress(done, "fitting " + operation);
        var rows = PulseRows.of(data, operation);
        done += 0.9 * rows.rows() / data.rows();
        if (rows.rows() == 0) {
          warnings.add("The data have no " + operation + ": the model knows one state only.");
        } else {
          var all = new PulseFits(rows, maximiser);
          fits.add(all.best(options));
          candidates.addAll(all.candidates());
        }
      }
    }
    if (fits.isEmpty()) {
      throw new FitProblem("no row has an operation and a gate", "pulses of SET or of RESET");
    }
    listener.progress(0.95, "comparing with the data");
    fits.forEach(fit -> warnings.addAll(fit.warnings()));
    var result = result(fits, candidates, warnings, options);
    listener.progress(1, "done");
    return result;
  }

  private static FitResult result(
      List<OperationFit> fits,
      List<Candidate> candidates,
      List<String> warnings,
      FitOptions options) {
    var parameters = new ArrayList<ModelParameter>();
    var ranges = new ArrayList<MeasuredRange>();
    var goodness = new Goodness();
    var panels = new ArrayList<Panel>();
    for (var fit : fits) {
      parameters.addAll(fit.parameters(options));
      ranges.addAll(fit.ranges());
      var residuals = fit.likelihood().residuals(fit.maximum().free());
      goodness.add(fit.likelihood().normal(), fit.maximum(), residuals);
      goodness.heldOut(fit.heldOut(), fit.likelihood().normal().fifth(true).allPoints());
      panels.addAll(new PulsePanels(fit, options).all());
    }
    var devices = devices(fits);
    var description =
        new ModelDescription(
            options.name(),
            Family.PROGRAMMING,
            "Resistance against the programming pulse, fitted on "
                + Shown.count(devices.size(), "device"),
            "fit of measurements",
            parameters,
            ranges,
            Map.of());
    return new FitResult(
        new ProgrammingModel(description).description(),
        fits.stream()
            .map(fit -> fit.rows().operation() + " " + fit.variant())
            .collect(Collectors.joining(", ")),
        goodness.of(devices.size()),
        candidates.stream().sorted((a, b) -> Double.compare(b.heldOut(), a.heldOut())).toList(),
        devices,
        warnings,
        panels);
  }

  /** Each device's own part, in standard deviations of its operation. */
  private static List<DeviceEstimate> devices(List<OperationFit> fits) {
    var values = new TreeMap<String, TreeMap<String, Value>>();
    for (var fit : fits) {
      var residuals = fit.likelihood().residuals(fit.maximum().free());
      for (int c = 0; c < fit.rows().deviceCount(); c++) {
        boolean known = fit.rows().byDevice() && fit.rows().repeats();
        double[] own = known ? residuals.get(c) : new double[0];
        values
            .computeIfAbsent(fit.rows().devices().get(c), name -> new TreeMap<>())
            .put(
                fit.rows().operation() + ".cell",
                new Value(fit.share().cell(own), fit.share().cellError(own.length), known));
      }
    }
    return values.entrySet().stream()
        .map(entry -> new DeviceEstimate(entry.getKey(), entry.getValue(), ""))
        .toList();
  }
}
