package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.fitting.likelihood.Maximum;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;
import org.jspecify.annotations.Nullable;

/** Fits one condition without and with a knee, and keeps what predicts better. */
final class ConditionFits {

  static final String LINEAR = "linear";
  static final String KNEE = "knee";
  static final List<String> VARIANTS = List.of(LINEAR, KNEE);

  private static final int FEWEST_ROWS = 20;
  private static final double[] PLACES = {0.25, 0.4, 0.55, 0.7, 0.85};

  private final CyclingRows all;
  private final Maximiser maximiser;
  private final List<Candidate> candidates = new ArrayList<>();

  /** A condition after its fit. */
  record Fitted(
      CyclingRows all,
      ConditionFit fit,
      String variant,
      Maximum maximum,
      double heldOut,
      Failures failures,
      @Nullable Maximum failing) {

    /** Stands before the symbols of its parameters. */
    String prefix() {
      return all.condition().isEmpty() ? "" : all.condition() + ".";
    }
  }

  ConditionFits(CyclingRows all, Maximiser maximiser) {
    this.all = all;
    this.maximiser = maximiser;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  Fitted best(FitOptions options) throws FitProblem, FitCancelled {
    var failures = Failures.in(all, window());
    var rows = all.until(failures.doubtful());
    if (rows.devices().stream().mapToInt(device -> device.reads().size()).sum() < FEWEST_ROWS) {
      throw new FitProblem(
          where() + failures.failed() + " of " + all.devices().size() + " cells never switch",
          "cells that switch for at least " + FEWEST_ROWS + " reads in all");
    }
    var failing = failures.failed() == 0 ? null : failures.law(maximiser);
    Fitted best = null;
    for (String variant : VARIANTS) {
      boolean wanted =
          options.variant().equals(FitOptions.AUTO) || options.variant().equals(variant);
      boolean possible = variant.equals(LINEAR) || decades(rows) > 1;
      if (wanted && possible) {
        var fit = ConditionFit.of(rows, variant.equals(KNEE), reference(rows));
        var maximum = maximum(fit);
        double heldOut = Goodness.heldOut(maximiser, fit.normal(), maximum);
        var fitted =
            new Fitted(all, fit, variant, fit.withShares(maximum), heldOut, failures, failing);
        candidates.add(candidate(fitted));
        best = best == null || better(fitted, best) ? fitted : best;
      }
    }
    if (best == null) {
      throw new FitProblem(
          where() + "cycles span less than a decade", "variant " + LINEAR + " or more cycles");
    }
    return best;
  }

  private static boolean better(Fitted one, Fitted other) {
    return one.heldOut() > other.heldOut();
  }

  /** What lies between the two states; checks that they can be told apart. */
  private Failures.Window window() throws FitProblem {
    double[] low = all.sorted(false);
    double[] high = all.sorted(true);
    if (low.length == 0 || high.length == 0) {
      throw new FitProblem(
          where() + "no reads of " + (low.length == 0 ? "LRS" : "HRS"), "reads of both states");
    }
    if (low[0] == low[low.length - 1] || high[0] == high[high.length - 1]) {
      throw new FitProblem(
          where() + "all reads of a state are the same resistance", "resistances that differ");
    }
    double lowMedian = low[low.length / 2];
    double highMedian = high[high.length / 2];
    if (highMedian - lowMedian < 0.1) {
      throw new FitProblem(
          "%sthe median of HRS, %.3g ohm, is not above that of LRS, %.3g ohm: all cells bad"
              .formatted(where(), Math.exp(highMedian), Math.exp(lowMedian)),
          "HRS above LRS");
    }
    return new Failures.Window(0.5 * (lowMedian + highMedian), highMedian - lowMedian);
  }

  private String where() {
    return all.condition().isEmpty() ? "" : "condition " + all.condition() + ": ";
  }

  private static double decades(CyclingRows rows) {
    return Math.log10(Math.max(1, rows.mostCycles()) / Math.max(1, rows.leastCycle()));
  }

  /** The middle of the cycles, by their logarithm: there, level and drift are least entangled. */
  private static double reference(CyclingRows rows) {
    double middle = Math.sqrt(Math.max(1, rows.leastCycle()) * Math.max(1, rows.mostCycles()));
    return Math.pow(10, Math.rint(10 * Math.log10(middle)) / 10);
  }

  private Maximum maximum(ConditionFit fit) throws FitCancelled {
    double[] start = start(fit);
    boolean[] estimate = new boolean[start.length];
    Arrays.fill(estimate, true);
    for (boolean high : new boolean[] {false, true}) {
      int first = fit.first(high);
      estimate[first + ConditionFit.RHO] = false;
      if (decades(fit.rows()) == 0) {
        estimate[first + 1] = false;
        estimate[first + 3] = false;
      }
    }
    if (fit.knee()) {
      start = bestKnee(fit, start, estimate);
    }
    double[] limits = new double[start.length];
    Arrays.fill(limits, 3);
    return maximiser.maximum(fit.normal(), start, estimate, limits);
  }

  private double[] bestKnee(ConditionFit fit, double[] start, boolean[] estimate)
      throws FitCancelled {
    double[] best = start;
    double most = Double.NEGATIVE_INFINITY;
    double from = Math.log(Math.max(1, fit.rows().leastCycle()));
    double span = Math.log(10) * decades(fit.rows());
    for (double place : PLACES) {
      double[] tried = start.clone();
      tried[tried.length - 1] = from + place * span;
      boolean[] others = estimate.clone();
      others[others.length - 1] = false;
      double[] top = maximiser.climb(fit.normal(), tried, others);
      double value = fit.normal().total(top);
      if (value > most) {
        most = value;
        best = top;
      }
    }
    return best;
  }

  /** Level and spread of each state, no drift. */
  private static double[] start(ConditionFit fit) {
    double[] values = new double[fit.terms().size()];
    for (boolean high : new boolean[] {false, true}) {
      double[] x = fit.rows().sorted(high);
      double mean = Arrays.stream(x).average().orElseThrow();
      double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
      values[fit.first(high)] = mean;
      values[fit.first(high) + 2] = Math.sqrt(Math.max(1e-8, squares / x.length));
    }
    if (fit.knee()) {
      values[values.length - 1] = fit.reference();
    }
    return fit.terms().free(values);
  }

  private Candidate candidate(Fitted fitted) {
    int k = fitted.maximum().estimated();
    double l = fitted.maximum().logLikelihood();
    var criteria = InformationCriteria.of(l, k, fitted.fit().normal().allPoints());
    return new Candidate(
        "endurance",
        (fitted.prefix() + fitted.variant()),
        k,
        l,
        criteria.aic(),
        criteria.bic(),
        fitted.heldOut(),
        "");
  }
}
