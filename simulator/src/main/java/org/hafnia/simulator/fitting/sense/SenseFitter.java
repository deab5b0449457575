package org.hafnia.simulator.fitting.sense;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.fitting.Shown;
import org.hafnia.simulator.fitting.likelihood.FittedTerms;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Fits {@link DeviceModel.SenseAmplifier} by the likelihood of each read given its resistances,
 * supply and temperature.
 */
public final class SenseFitter implements Fitter {

  static final String PCSA = "pcsa";

  private static final int FEWEST_READS = 50;
  private static final double LEANS = 4;

  @Override
  public Family family() {
    return Family.SENSE_AMPLIFIER;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.SENSE;
  }

  @Override
  public List<String> variants() {
    return List.of(PCSA);
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    if (data.rows() < FEWEST_READS) {
      throw new FitProblem(data.rows() + " reads", "at least " + FEWEST_READS);
    }
    listener.progress(0, "grouping reads");
    var rows = SenseRows.of(data);
    check(rows);
    listener.progress(0.05, "fitting");
    SenseFit fit;
    try (var maximiser = new Maximiser(options.threads(), listener)) {
      fit = SenseFit.of(rows, maximiser);
    }
    listener.progress(0.9, "comparing with the data");
    var result = result(fit, options);
    listener.progress(1, "done");
    return result;
  }

  private static void check(SenseRows rows) throws FitProblem {
    if (rows.count(0) == rows.rows()) {
      throw new FitProblem("all reads are 0: no branch ever fell in time", "reads of -1 or +1");
    }
    if (rows.count(1) == rows.rows() || rows.count(-1) == rows.rows()) {
      throw new FitProblem("all reads are the same", "reads of both branches");
    }
  }

  private static FitResult result(SenseFit fit, FitOptions options) {
    var rows = fit.rows();
    var maximum = fit.maximum();
    String source = "fit \"" + options.name() + "\"";
    var terms = new FittedTerms(SenseCurve.TERMS, maximum, source, options.confidence());
    var description =
        new ModelDescription(
            options.name(),
            Family.SENSE_AMPLIFIER,
            "Sense amplifier, fitted on " + Shown.count(rows.rows(), "read"),
            "fit of measurements",
            terms.parameters("", fit.lacks()),
            ranges(rows),
            Map.of());
    var likelihood = fit.likelihood();
    var goodness =
        new Goodness()
            .add(likelihood, maximum, likelihood.residuals(maximum.free(), options.seed()))
            .heldOut(fit.heldOut(), likelihood.fifth(true).allPoints())
            .of(Math.max(1, rows.amplifiers()));
    return new FitResult(
        new DeviceModel.SenseAmplifier(description).description(),
        PCSA,
        goodness,
        List.of(candidate(fit)),
        List.of(),
        warnings(fit),
        new SensePanels(fit, options).all());
  }

  private static Candidate candidate(SenseFit fit) {
    int k = fit.maximum().estimated();
    double l = fit.maximum().logLikelihood();
    var criteria = InformationCriteria.of(l, k, fit.rows().rows());
    return new Candidate(
        Family.SENSE_AMPLIFIER.word(),
        PCSA,
        k,
        l,
        criteria.aic(),
        criteria.bic(),
        fit.heldOut(),
        "");
  }

  private static List<MeasuredRange> ranges(SenseRows rows) {
    double[] supplies = rows.supplies();
    double[] kelvins = rows.kelvins();
    double[] ohms = rows.resistances();
    return List.of(
        new MeasuredRange("supply", "V", supplies[0], supplies[supplies.length - 1]),
        new MeasuredRange("temperature", "K", kelvins[0], kelvins[kelvins.length - 1]),
        new MeasuredRange("resistance", "ohm", ohms[0], ohms[1]));
  }

  private static List<String> warnings(SenseFit fit) {
    var warnings = new ArrayList<String>();
    int amplifiers = fit.rows().amplifiers();
    if (amplifiers < SenseRows.FEWEST_AMPLIFIERS) {
      warnings.add(
          amplifiers == 0
              ? "The reads name no device: errors take each for one of another amplifier."
              : "%d amplifier(s) only: errors leave out how amplifiers differ."
                  .formatted(amplifiers));
    }
    var terms = SenseCurve.TERMS.terms();
    for (int i = 0; i < terms.size(); i++) {
      if (!fit.maximum().identified()[i]) {
        String symbol = terms.get(i).symbol();
        warnings.add(
            "%s (%s): %s; a generic circuit's value stands in for it."
                .formatted(
                    symbol,
                    terms.get(i).name(),
                    fit.lacks().getOrDefault(symbol, FittedTerms.UNKNOWN)));
      }
    }
    double leaning = fit.likelihood().leaning(fit.maximum().free());
    if (Math.abs(leaning) > LEANS) {
      warnings.add(
          ("Reads lean to %s by %.1f standard deviations: the offset has a mean, which the model"
                  + " does not know.")
              .formatted(leaning > 0 ? "+1" : "-1", Math.abs(leaning)));
    }
    return warnings;
  }
}
