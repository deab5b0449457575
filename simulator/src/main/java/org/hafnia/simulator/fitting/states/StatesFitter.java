package org.hafnia.simulator.fitting.states;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.fitting.GoodnessOfFit;
import org.hafnia.simulator.fitting.states.CellsFit.Fitted;
import org.hafnia.simulator.fitting.states.laws.LawFit;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;
import org.hafnia.simulator.fitting.statistics.Proportion;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Laws of LRS and HRS from cycling measurements: bad cells are told apart, the good ones fitted
 * with one of three laws per state. Which law is chosen says the joint density of all reads of
 * every fifth good cell under the fit of the others; with fewer than five, BIC does.
 */
public final class StatesFitter implements Fitter {

  private static final int FOLD = 5;
  private static final int FEW_DEVICES = 10;
  private static final int FEWEST_BAD = 5;

  @Override
  public Family family() {
    return Family.STATES;
  }

  @Override
  public MeasurementKind kind() {
    return MeasurementKind.CYCLING;
  }

  @Override
  public List<String> variants() {
    return LawFit.WORDS;
  }

  @Override
  public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    var estimated = estimated(data, options, listener);
    var read = estimated.read();
    var cells = estimated.cells();
    listener.progress(0.7, "goodness of fit");
    var goodness = goodness(estimated, options, listener);
    listener.progress(0.9, "drawing from the model");
    var panels = StatesPanels.of(read.cells(), estimated.model(), options.seed());
    listener.progress(1, "done");
    return new FitResult(
        estimated.model().description(),
        estimated.candidates().getFirst().variant(),
        goodness,
        estimated.candidates(),
        read.cells().stream().map(cell -> device(cell, cells)).toList(),
        warnings(data, read, cells, goodness),
        panels);
  }

  /** The model alone, without goodness of fit and pictures. */
  public StatesModel model(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    return estimated(data, options, listener).model();
  }

  private record Estimated(
      CyclingCells read,
      BadCells cells,
      List<Candidate> candidates,
      Fitted fitted,
      StatesModel model) {}

  private Estimated estimated(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    listener.progress(0, "reading");
    var read = CyclingCells.of(data);
    var cells = BadCells.of(read.cells());
    listener.check();
    listener.progress(0.1, "comparing laws");
    var candidates = candidates(cells, options, listener);
    var variant = candidates.getFirst().variant();
    var fit = new CellsFit(cells.good(), variant, cells.limit());
    var fitted = fit.fit();
    listener.progress(0.3, "bootstrap over cells");
    var estimates = new StatesIntervals(fit, fitted, options).estimates(listener);
    var description = new StatesDescription(read.range()).good(fitted, estimates);
    bad(description, cells, options.with(variant), listener);
    var model = new StatesModel(description.named(options.name()));
    return new Estimated(read, cells, candidates, fitted, model);
  }

  private static GoodnessOfFit goodness(
      Estimated estimated, FitOptions options, FitListener listener) throws FitCancelled {
    var good = estimated.cells().good();
    var chosen = estimated.candidates().getFirst();
    var tests = StatesGoodness.tests(good, chosen.variant(), options, listener);
    return new GoodnessOfFit(
        points(good),
        good.size(),
        chosen.parameters(),
        chosen.logLikelihood(),
        chosen.aic(),
        chosen.bic(),
        chosen.heldOut(),
        tests.kolmogorovSmirnov(),
        tests.andersonDarling(),
        StatesGoodness.autocorrelation(good, estimated.fitted()));
  }

  private List<Candidate> candidates(BadCells cells, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    var words = options.variant().equals(FitOptions.AUTO) ? variants() : List.of(options.variant());
    if (!variants().containsAll(words)) {
      throw new FitProblem(
          "there is no variant " + options.variant(),
          FitOptions.AUTO + " or one of " + String.join(", ", variants()));
    }
    var found = new ArrayList<Candidate>();
    for (var word : words) {
      listener.check();
      found.add(candidate(cells, word));
    }
    found.sort(
        Comparator.<Candidate>comparingInt(c -> c.note().isEmpty() ? 0 : 1)
            .thenComparingDouble(c -> Double.isNaN(c.heldOut()) ? c.bic() : -c.heldOut()));
    if (!found.getFirst().note().isEmpty()) {
      throw new FitProblem(points(cells.good()) + " reads of both states", found.getFirst().note());
    }
    return found;
  }

  private static Candidate candidate(BadCells cells, String word) {
    var good = cells.good();
    var fit = new CellsFit(good, word, cells.limit());
    if (!fit.hasEnoughReads()) {
      return new Candidate(
          Family.STATES.word(),
          word,
          fit.parameters(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          "at least " + fit.fewestReads() + " reads of each state of good cells");
    }
    double logLikelihood = new JointLikelihood(fit.fit()).of(good);
    var criteria = InformationCriteria.of(logLikelihood, fit.parameters(), points(good));
    return new Candidate(
        Family.STATES.word(),
        word,
        fit.parameters(),
        logLikelihood,
        criteria.aic(),
        criteria.bic(),
        heldOut(cells, word),
        "");
  }

  /** Mean log density per read of every fifth cell; NaN with fewer than five cells. */
  private static double heldOut(BadCells cells, String word) {
    var good = cells.good();
    var rest = new ArrayList<Cell>();
    var held = new ArrayList<Cell>();
    for (int i = 0; i < good.size(); i++) {
      (i % FOLD == FOLD - 1 ? held : rest).add(good.get(i));
    }
    return held.isEmpty()
        ? Double.NaN
        : new JointLikelihood(new CellsFit(rest, word, cells.limit()).fit()).of(held)
            / points(held);
  }

  private static void bad(
      StatesDescription description, BadCells cells, FitOptions options, FitListener listener)
      throws FitCancelled {
    if (!cells.identified()) {
      var why = "fewer than %d reads per state".formatted(BadCells.FEWEST_READS);
      description.share(cells, Estimate.notIdentified(why), Estimate.notIdentified(why));
      return;
    }
    var share = Proportion.wilson(cells.bad().size(), cells.cells(), options.confidence());
    var all = new ArrayList<>(cells.good());
    all.addAll(cells.bad());
    all.removeIf(cell -> cell.fewest() < BadCells.FEWEST_READS);
    description.share(cells, share, StatesIntervals.ofLimit(all, options));
    if (!cells.bad().isEmpty()) {
      var fit = new CellsFit(cells.bad(), options.variant(), Double.NaN);
      if (!fit.hasEnoughReads()) {
        fit = new CellsFit(cells.bad(), LawFit.WORDS.getFirst(), Double.NaN);
      }
      var fitted = fit.fit();
      description.bad(
          fitted,
          cells.bad().size() < FEWEST_BAD
              ? StatesIntervals.none(fitted, "fewer than " + FEWEST_BAD + " bad cells")
              : new StatesIntervals(fit, fitted, options).estimates(listener));
    }
  }

  private static DeviceEstimate device(Cell cell, BadCells cells) {
    return new DeviceEstimate(
        cell.name(),
        Map.of(
            "mean ln LRS", value(cell, Level.LRS),
            "mean ln HRS", value(cell, Level.HRS),
            "window", new DeviceEstimate.Value(cell.window(), Double.NaN, true)),
        cells.bad().contains(cell) ? "bad cell" : "");
  }

  private static DeviceEstimate.Value value(Cell cell, Level level) {
    int n = cell.reads(level).length;
    double error = n > 1 ? Math.sqrt(cell.variance(level) / n) : Double.NaN;
    return new DeviceEstimate.Value(cell.mean(level), error, n > 1);
  }

  private static List<String> warnings(
      MeasurementTable data, CyclingCells read, BadCells cells, GoodnessOfFit goodness) {
    var warnings = new ArrayList<String>();
    int devices = read.cells().size();
    if (devices < FEW_DEVICES) {
      warnings.add(
          "%d device%s: how devices differ is hardly known or not at all."
              .formatted(devices, devices == 1 ? "" : "s"));
    }
    if (!cells.identified()) {
      warnings.add(
          "No cell has %d reads of each state: bad cells and bad cycles are not told apart."
              .formatted(BadCells.FEWEST_READS));
    }
    if (read.left() > 0) {
      warnings.add(read.left() + " devices without reads of both states are left out.");
    }
    var conditions = CyclingCells.conditions(data);
    if (conditions.size() > 1) {
      warnings.add("Fitted together, as one: conditions " + String.join(", ", conditions) + ".");
    }
    double first = goodness.residualAutocorrelation().getFirst();
    if (Math.abs(first) > 0.1) {
      warnings.add(
          "Cycles of a cell are not independent, as the model has it: residuals correlate by %.2f"
                  .formatted(first)
              + " from one cycle to the next, by %.2f over ten."
                  .formatted(goodness.residualAutocorrelation().getLast()));
    }
    return warnings;
  }

  private static long points(List<Cell> cells) {
    return cells.stream()
        .mapToLong(cell -> cell.reads(Level.LRS).length + (long) cell.reads(Level.HRS).length)
        .sum();
  }
}
