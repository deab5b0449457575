package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.fitting.likelihood.Maximum;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;

/**
 * Fits the law with one scale, the law with a scale of each cell's own, and that where low
 * resistances move by their conductance, and keeps the one that predicts better.
 */
final class RetentionFits {

  static final String NORMAL = "normal";
  static final String MIXED = "mixed";
  static final String CONDUCTANCE = "conductance";
  static final String NOISY = "noisy-reads";
  static final List<String> VARIANTS = List.of(NORMAL, MIXED, CONDUCTANCE, NOISY);

  /** Where r stands among the numbers of the law with noise of reads. */
  private static final int READ_NOISE = RetentionCurve.NOISY.indexOf("r");

  /** Fewer times leave noise of reads and wandering alike. */
  private static final int FEWEST_TIMES = 3;

  /** Rg over the middle of the first reads, to start from. */
  private static final double[] TURNS = {0.3, 3, 30};

  private static final double READ_NOISE_START = 0.5;

  /** First reads that differ less say nothing about how drift depends on resistance. */
  private static final double WIDE = 0.2;

  private final RetentionRows rows;
  private final Maximiser maximiser;
  private final double[] seconds;
  private final boolean wide;
  private final List<Candidate> candidates = new ArrayList<>();

  /** A law after its fit. */
  record Fitted(String variant, RetentionLikelihood likelihood, Maximum maximum, double heldOut) {

    RetentionCurve curve() {
      return likelihood.curve(maximum.free());
    }
  }

  RetentionFits(RetentionRows rows, Maximiser maximiser) {
    this.rows = rows;
    this.maximiser = maximiser;
    seconds = rows.seconds();
    wide = rows.spreadOfFirsts() >= WIDE;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  Fitted best(FitOptions options) throws FitCancelled, FitProblem {
    Fitted best = null;
    for (String variant : VARIANTS) {
      boolean auto = options.variant().equals(FitOptions.AUTO);
      // Where first reads are nearly the same, ln R and 1/R are the same up to a factor.
      boolean several = seconds.length >= FEWEST_TIMES || !variant.equals(NOISY);
      boolean possible = several && (wide || !List.of(CONDUCTANCE, NOISY).contains(variant));
      if ((auto && possible) || options.variant().equals(variant)) {
        var fitted = fit(variant);
        candidates.add(candidate(fitted));
        boolean known =
            !auto || !variant.equals(NOISY) || fitted.maximum().identified()[READ_NOISE];
        best = best == null || (known && better(fitted, best)) ? fitted : best;
      }
    }
    if (best == null) {
      throw new FitProblem("no variant " + options.variant(), "one of " + VARIANTS);
    }
    return best;
  }

  private static boolean better(Fitted one, Fitted other) {
    return Double.isNaN(one.heldOut())
        ? one.maximum().logLikelihood() > other.maximum().logLikelihood()
        : one.heldOut() > other.heldOut();
  }

  private Fitted fit(String variant) throws FitCancelled {
    var terms =
        switch (variant) {
          case NORMAL -> RetentionCurve.NORMAL;
          case MIXED -> RetentionCurve.MIXED;
          case NOISY -> RetentionCurve.NOISY;
          default -> RetentionCurve.CONDUCTANCE;
        };
    double[] kelvins = rows.kelvins();
    double[] firsts = rows.firsts();
    var reference =
        new RetentionCurve.Reference(
            kelvins[kelvins.length / 2], Math.rint(100 * firsts[firsts.length / 2]) / 100);
    var likelihood = new RetentionLikelihood(rows, terms, reference);
    boolean[] estimate = new boolean[terms.size()];
    Arrays.fill(estimate, true);
    boolean several = seconds.length > 1;
    estimate[1] = wide;
    estimate[3] = several;
    estimate[4] = several;
    estimate[5] = wide;
    estimate[6] = wide;
    estimate[7] = kelvins.length > 1;
    double[] start = start(likelihood, estimate);
    double[] limits = {1, 1, 1.5, 1.5, 4, 2, 1.5, 1, 1.5, 2, 0.7};
    var maximum =
        maximiser.maximum(likelihood, start, estimate, Arrays.copyOf(limits, terms.size()));
    double heldOut = Goodness.heldOut(maximiser, likelihood, maximum);
    return new Fitted(variant, likelihood, maximum, heldOut);
  }

  /** The best of grids over time and temperature, then over resistance, then over time again. */
  private double[] start(RetentionLikelihood likelihood, boolean[] estimate) {
    double[] firsts = rows.firsts();
    double[] usual = {Math.exp(firsts[firsts.length * 4 / 5]), 2};
    // Without a range of resistances, q is 1.
    double[] level = wide ? usual : new double[] {Math.exp(firsts[0]) * 1e-6, 1};
    if (likelihood.terms().size() < RetentionCurve.CONDUCTANCE.size()) {
      return start(likelihood, estimate, level, 0);
    }
    double middle = Math.exp(firsts[firsts.length / 2]);
    double[] best = new double[0];
    double most = Double.NEGATIVE_INFINITY;
    for (double turn : TURNS) {
      double[] start = start(likelihood, estimate, level, turn * middle);
      double total = likelihood.total(start);
      if (total > most) {
        most = total;
        best = start;
      }
    }
    return best;
  }

  private double[] start(
      RetentionLikelihood likelihood, boolean[] estimate, double[] first, double turn) {
    double[] level = {first[0], first[1], turn};
    double[] time = best(likelihood, times(estimate), List.of(level))[0];
    if (wide) {
      level = best(likelihood, List.of(time), levels(turn))[1];
      time = best(likelihood, times(estimate), List.of(level))[0];
    }
    return likelihood.terms().free(values(likelihood, time, level));
  }

  private double[][] best(
      RetentionLikelihood likelihood, List<double[]> times, List<double[]> levels) {
    double most = Double.NEGATIVE_INFINITY;
    double[][] best = {times.getFirst(), levels.getFirst()};
    for (double[] time : times) {
      for (double[] level : levels) {
        double[] free = likelihood.terms().free(values(likelihood, time, level));
        double total = likelihood.total(free);
        if (total > most) {
          most = total;
          best = new double[][] {time, level};
        }
      }
    }
    return best;
  }

  /** Onset, growth and activation energy. */
  private List<double[]> times(boolean[] estimate) {
    double[] onsets =
        estimate[4]
            ? new double[] {seconds[0] / 30, seconds[0], Math.sqrt(seconds[0] * last())}
            : new double[] {seconds[0] / (Math.E - 1)};
    var times = new ArrayList<double[]>();
    for (double onset : onsets) {
      for (double growth : estimate[3] ? new double[] {0.3, 0.6, 1} : new double[] {0.5}) {
        for (double activation : estimate[7] ? new double[] {0, 0.3, 1} : new double[] {0}) {
          times.add(new double[] {onset, growth, activation});
        }
      }
    }
    return times;
  }

  /** Resistance with half of the spread, and steepness. */
  private List<double[]> levels(double turn) {
    double[] firsts = rows.firsts();
    var levels = new ArrayList<double[]>();
    for (double place : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      for (double steepness : new double[] {1, 2, 4}) {
        double ohm = Math.exp(firsts[(int) (place * (firsts.length - 1))]);
        levels.add(new double[] {ohm, steepness, turn});
      }
    }
    return levels;
  }

  private double[] values(RetentionLikelihood likelihood, double[] time, double[] level) {
    double[] values = new double[likelihood.terms().size()];
    values[3] = time[1];
    values[4] = time[0];
    values[5] = level[0];
    values[6] = level[1];
    values[7] = time[2];
    if (values.length > RetentionCurve.NORMAL.size()) {
      values[8] = 0.5;
    }
    if (values.length > RetentionCurve.MIXED.size()) {
      values[9] = level[2];
    }
    if (values.length > RetentionCurve.CONDUCTANCE.size()) {
      values[READ_NOISE] = READ_NOISE_START;
    }
    values[2] = 1;
    var curve = new RetentionCurve(values, likelihood.reference());
    double[] relative =
        rows.devices().stream()
            .mapToDouble(
                device -> {
                  var step = rows.steps().get(device.steps()[device.steps().length - 1]);
                  double whole = curve.growth(curve.progress(step.to(), step.kelvin()));
                  double last = device.first() + device.whole();
                  double moved = curve.place(last) - curve.place(device.first());
                  return Math.abs(moved) / (curve.scale(device.first()) * whole);
                })
            .sorted()
            .toArray();
    values[2] = Math.max(1e-6, 1.48 * relative[relative.length / 2]);
    return values;
  }

  private double last() {
    return seconds[seconds.length - 1];
  }

  /** Why numbers cannot be identified, by symbol. */
  Map<String, String> lacks() {
    var why = new TreeMap<String, String>();
    if (!wide) {
      for (String symbol : List.of("mR", "Rc", "p")) {
        why.put(symbol, "first reads are nearly the same: not identified");
      }
    }
    if (seconds.length == 1) {
      why.put("b", "one time after the first read only: not identified");
      why.put("t0", "one time after the first read only: chosen so that L = 1 there");
    }
    if (rows.kelvins().length == 1) {
      why.put(
          "Ea", "temperature was not varied (%s K): not identified".formatted(rows.kelvins()[0]));
    }
    return why;
  }

  private Candidate candidate(Fitted fitted) {
    int k = fitted.maximum().estimated();
    double l = fitted.maximum().logLikelihood();
    var criteria = InformationCriteria.of(l, k, fitted.likelihood().allPoints());
    return new Candidate(
        "retention", fitted.variant(), k, l, criteria.aic(), criteria.bic(), fitted.heldOut(), "");
  }
}
