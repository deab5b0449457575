package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.RetentionModel;
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
import org.hafnia.simulator.fitting.Shown;
import org.hafnia.simulator.fitting.likelihood.FittedTerms;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Fits {@link RetentionModel} by the likelihood of the moves of ln R from one read to the next.
 * Temperatures at which first and last reads do not belong together are left out.
 */
public final class RetentionFitter implements Fitter {

  private static final int FEWEST_DEVICES = 10;

  @Override
  public Family family() {
    return Family.RETENTION;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.RETENTION;
  }

  @Override
  public List<String> variants() {
    return RetentionFits.VARIANTS;
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    if (data.rows() == 0) {
      throw new FitProblem("no rows", "reads of devices over time");
    }
    var warnings = new ArrayList<String>();
    listener.progress(0, "grouping reads");
    var rows = related(RetentionRows.of(data), warnings);
    check(rows);
    if (rows.single() > 0) {
      warnings.add(rows.single() + " devices with one read only were left out.");
    }
    listener.progress(0.05, "fitting");
    RetentionFits fits;
    RetentionFits.Fitted best;
    try (var maximiser = new Maximiser(options.threads(), listener)) {
      fits = new RetentionFits(rows, maximiser);
      best = fits.best(options);
    }
    listener.progress(0.9, "comparing with the data");
    var result = result(best, fits, options, warnings);
    listener.progress(1, "done");
    return result;
  }

  /** Without temperatures at which last reads have nothing to do with first reads. */
  private static RetentionRows related(RetentionRows rows, List<String> warnings)
      throws FitProblem {
    var kept = rows;
    for (double kelvin : rows.kelvins()) {
      double correlation = Matching.correlation(rows, kelvin);
      if (Matching.unrelated(correlation)) {
        String reason =
            "at %.2f K, first and last reads do not belong together: correlation of ln R %.2f"
                .formatted(kelvin, correlation);
        kept = kept.without(kelvin);
        if (kept.devices().isEmpty()) {
          throw new FitProblem(reason, "reads of the same cells before and after");
        }
        warnings.add("Left out: " + reason + ".");
      }
    }
    return kept;
  }

  private static void check(RetentionRows rows) throws FitProblem {
    if (rows.devices().isEmpty()) {
      throw new FitProblem(
          "all " + rows.single() + " devices were read at one time only",
          "at least two times per device");
    }
    if (rows.devices().size() < FEWEST_DEVICES) {
      throw new FitProblem(
          rows.devices().size() + " device(s) read more than once",
          "at least " + FEWEST_DEVICES + ": the spread is one between devices");
    }
    boolean still =
        rows.devices().stream()
            .allMatch(device -> Arrays.stream(device.moves()).allMatch(x -> x == 0));
    if (still) {
      throw new FitProblem("no resistance ever changes", "resistances that change with time");
    }
  }

  private static FitResult result(
      RetentionFits.Fitted best, RetentionFits fits, FitOptions options, List<String> warnings) {
    warnings.addAll(unidentified(best, fits));
    var rows = best.likelihood().rows();
    String source = "fit \"" + options.name() + "\"";
    var parameters =
        new ArrayList<>(
            new FittedTerms(best.likelihood().terms(), best.maximum(), source, options.confidence())
                .parameters("", fits.lacks()));
    var reference = best.likelihood().reference();
    parameters.add(constant("reference temperature", "T0", new Quantity(reference.kelvin(), "K")));
    parameters.add(constant("reference ln(R/ohm)", "x00", new Quantity(reference.lnOhm(), "1")));
    var description =
        new ModelDescription(
            options.name(),
            Family.RETENTION,
            "Resistance against time, fitted on " + Shown.count(rows.devices().size(), "device"),
            "fit of measurements",
            parameters,
            ranges(rows),
            Map.of());
    var likelihood = best.likelihood();
    return new FitResult(
        new RetentionModel(description).description(),
        best.variant(),
        new Goodness()
            .add(likelihood, best.maximum(), likelihood.residuals(best.maximum().free()))
            .heldOut(best.heldOut(), likelihood.fifth(true).allPoints())
            .of(rows.devices().size()),
        sorted(fits.candidates()),
        devices(rows),
        warnings,
        new RetentionPanels(best, options).all());
  }

  private static List<String> unidentified(RetentionFits.Fitted best, RetentionFits fits) {
    var warnings = new ArrayList<String>();
    var why = fits.lacks();
    var terms = best.likelihood().terms().terms();
    for (int i = 0; i < terms.size(); i++) {
      if (!best.maximum().identified()[i]) {
        String symbol = terms.get(i).symbol();
        String reason = why.getOrDefault(symbol, FittedTerms.UNKNOWN);
        warnings.add("%s (%s): %s.".formatted(symbol, terms.get(i).name(), reason));
      }
    }
    return warnings;
  }

  private static List<Candidate> sorted(List<Candidate> candidates) {
    return candidates.stream().sorted((a, b) -> Double.compare(b.heldOut(), a.heldOut())).toList();
  }

  private static ModelParameter constant(String name, String symbol, Quantity value) {
    return ModelParameter.constant(name, symbol, value, "middle of the data", Tag.D);
  }

  private static List<MeasuredRange> ranges(RetentionRows rows) {
    // Up to 0.1 % more: a read that was asked for at 1e4 s comes at 9,999.8 s.
    double unit = Math.pow(10, Math.floor(Math.log10(rows.longest())) - 3);
    double longest = Math.ceil(rows.longest() / unit) * unit;
    double[] kelvins = rows.kelvins();
    double[] firsts = rows.firsts();
    return List.of(
        new MeasuredRange("time", "s", 0, longest),
        new MeasuredRange("temperature", "K", kelvins[0], kelvins[kelvins.length - 1]),
        new MeasuredRange(
            "resistance", "ohm", Math.exp(firsts[0]), Math.exp(firsts[firsts.length - 1])));
  }

  private static List<DeviceEstimate> devices(RetentionRows rows) {
    return rows.devices().stream()
        .map(
            device ->
                new DeviceEstimate(
                    device.name(),
                    Map.of("lnChange", new Value(device.whole(), Double.NaN, true)),
                    ""))
        .toList();
  }
}
