package org.hafnia.simulator.fitting.programming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.likelihood.CellShare;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.fitting.likelihood.Maximum;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;

/** Fits the curve of one operation in each shape, and keeps the one that predicts best. */
final class PulseFits {

  /** Fewest rows of an operation. */
  static final int FEWEST_ROWS = 20;

  static final String LOGISTIC = "logistic";
  static final String GUMBEL = "gumbel";
  static final String LOGISTIC_BOTH = "logistic-both";
  static final String GUMBEL_BOTH = "gumbel-both";
  static final List<String> VARIANTS = List.of(LOGISTIC, GUMBEL, LOGISTIC_BOTH, GUMBEL_BOTH);

  private static final int RHO = ProgrammingCurve.SUM.indexOf("rho");

  private final PulseRows rows;
  private final Maximiser maximiser;
  private final List<Candidate> candidates = new ArrayList<>();

  PulseFits(PulseRows rows, Maximiser maximiser) {
    this.rows = rows;
    this.maximiser = maximiser;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  OperationFit best(FitOptions options) throws FitProblem, FitCancelled {
    check();
    OperationFit best = null;
    for (String variant : VARIANTS) {
      boolean wanted =
          options.variant().equals(FitOptions.AUTO) || options.variant().equals(variant);
      if (wanted && possible(variant)) {
        var fit = fit(variant);
        candidates.add(candidate(fit));
        if (best == null || better(fit, best)) {
          best = fit;
        }
      }
    }
    if (best == null) {
      throw new FitProblem(
          "variant " + options.variant() + " needs voltage and gate, and one was not varied",
          LOGISTIC + " or " + GUMBEL);
    }
    return best;
  }

  private void check() throws FitProblem {
    if (rows.rows() < FEWEST_ROWS) {
      throw new FitProblem(
          rows.operation() + " has " + rows.rows() + " rows", "at least " + FEWEST_ROWS);
    }
    double[] after = rows.after();
    if (Arrays.stream(after).allMatch(x -> x == after[0])) {
      throw new FitProblem(
          "the resistance after " + rows.operation() + " is the same in all rows",
          "resistances that differ");
    }
  }

  private boolean varies() {
    return Factor.voltage(rows).varies()
        || Factor.gate(rows).varies()
        || Factor.width(rows).varies();
  }

  private boolean possible(String variant) {
    return switch (variant) {
      case LOGISTIC -> true;
      case GUMBEL -> varies();
      default -> Factor.voltage(rows).varies() && Factor.gate(rows).varies();
    };
  }

  private static boolean better(OperationFit one, OperationFit other) {
    return Double.isNaN(one.heldOut())
        ? one.maximum().logLikelihood() > other.maximum().logLikelihood()
        : one.heldOut() > other.heldOut();
  }

  private Candidate candidate(OperationFit fit) {
    int k = fit.maximum().estimated();
    var criteria = InformationCriteria.of(fit.maximum().logLikelihood(), k, rows.rows());
    return new Candidate(
        "programming",
        rows.operation() + " " + fit.variant(),
        k,
        fit.maximum().logLikelihood(),
        criteria.aic(),
        criteria.bic(),
        fit.heldOut(),
        "");
  }

  private OperationFit fit(String variant) throws FitCancelled {
    boolean both = variant.equals(LOGISTIC_BOTH) || variant.equals(GUMBEL_BOTH);
    double kappa = variant.startsWith(LOGISTIC) ? 1 : 0;
    var reference =
        new ProgrammingCurve.Reference(
            Factor.voltage(rows).median(), Factor.gate(rows).median(), medianWidth(), kappa);
    Terms terms = both ? ProgrammingCurve.BOTH : ProgrammingCurve.SUM;
    var likelihood = PulseLikelihood.of(rows, terms, reference);
    double[] start = new PulseStart(likelihood).free();
    boolean[] estimate = estimated(start);
    Maximum maximum = maximiser.maximum(likelihood.normal(), start, estimate, limits(start.length));
    double heldOut = Goodness.heldOut(maximiser, likelihood.normal(), maximum);
    var share = new CellShare(0, 0);
    if (rows.repeats() && rows.byDevice()) {
      share = CellShare.of(likelihood.residuals(maximum.free()));
      maximum = maximum.with(RHO, share);
    }
    return new OperationFit(variant, likelihood, maximum, share, heldOut);
  }

  private double medianWidth() {
    double[] sorted = rows.width().clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private boolean[] estimated(double[] start) {
    boolean[] estimate = new boolean[start.length];
    Arrays.fill(estimate, varies());
    estimate[0] = true;
    estimate[2] = true;
    estimate[RHO] = false;
    estimate[7] = Factor.voltage(rows).varies();
    estimate[8] = Factor.gate(rows).varies();
    estimate[9] = Factor.width(rows).varies();
    start[RHO] = Double.NEGATIVE_INFINITY;
    if (!estimate[9]) {
      start[9] = 0;
    }
    if (!varies()) {
      start[1] = start[0];
      start[6] = -50;
    }
    return estimate;
  }

  private double[] limits(int size) {
    double[] limits = new double[size];
    Arrays.fill(limits, 6);
    limits[0] = 3;
    limits[1] = 3;
    limits[2] = 1.5;
    limits[3] = 1.5;
    limits[4] = 2;
    limits[7] = 12 / Math.max(1e-9, Factor.voltage(rows).span());
    limits[8] = 12 / Math.max(1e-9, Factor.gate(rows).span());
    limits[9] = 12 / Math.max(1e-9, Factor.width(rows).span());
    return limits;
  }
}
