package org.hafnia.simulator.fitting.states;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.device.states.StateParameters;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.states.CellsFit.Fitted;
import org.hafnia.simulator.fitting.statistics.ClusterBootstrap;
import org.hafnia.simulator.fitting.statistics.ParallelDraws;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.fitting.statistics.Replicates;
import org.hafnia.simulator.fitting.statistics.Replicates.Scale;
import org.hafnia.simulator.fitting.statistics.Replicates.Told;
import org.hafnia.simulator.random.NormalLaw;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * Intervals of all numbers of a class of cells, by a bootstrap over its cells: means and bounds on
 * the linear scale, deviations and decays on the logarithmic one, the correlation on Fisher's.
 */
final class StatesIntervals {

  private static final int USUAL_DRAWS = 200;

  /** Cells below which their spread is not known; of a tail, Kish's effective number. */
  private static final double FEWEST_CELLS = 2;

  /** Of a bound from one side. */
  private static final double ONE_SIDED = 0.95;

  private static final String RHO = "rho";

  /** A spread of ln R between cells below this is none: a thousandth of the resistance. */
  private static final double NO_SPREAD = 1e-3;

  private static final String ALIKE = "the cells of a state do not differ: nothing to correlate";
  private static final String ONE_DEVICE = "one device says nothing about others";
  private static final String ONE_READ = "one read per state: cells and cycles are not told apart";
  private static final String FEW_DEVICES = "fewer than 3 devices";

  private final CellsFit fit;
  private final Fitted best;
  private final FitOptions options;

  StatesIntervals(CellsFit fit, Fitted best, FitOptions options) {
    this.fit = fit;
    this.best = best;
    this.options = options;
  }

  /**
   * How well the numbers of a class of cells are known.
   *
   * @param low of LRS, by the name of the number
   * @param high of HRS, by the name of the number
   * @param rho of the correlation
   */
  record Estimates(Map<String, Estimate> low, Map<String, Estimate> high, Estimate rho) {}

  Estimates estimates(FitListener listener) throws FitCancelled {
    if (fit.cells().size() < 2) {
      return new Estimates(
          oneCell(Level.LRS), oneCell(Level.HRS), Estimate.notIdentified(ONE_DEVICE));
    }
    int n = options.bootstrapDraws() > 0 ? options.bootstrapDraws() : USUAL_DRAWS;
    var bootstrap = ClusterBootstrap.of(options.seed(), "cells", fit.cells().size());
    var draws =
        ParallelDraws.of(
            n, options.threads(), listener, draw -> fit.fit(bootstrap.weights(draw), best));
    double[] rhos = draws.stream().mapToDouble(Fitted::rho).toArray();
    return new Estimates(
        ofLevel(Level.LRS, draws, bootstrap),
        ofLevel(Level.HRS, draws, bootstrap),
        estimate(Level.LRS, RHO, best.rho(), rhos));
  }

  private Map<String, Estimate> ofLevel(
      Level level, List<Fitted> draws, ClusterBootstrap bootstrap) {
    var found = new TreeMap<String, Estimate>();
    numbers(best, level)
        .forEach(
            (key, value) -> {
              double[] drawn =
                  draws.stream()
                      .mapToDouble(d -> numbers(d, level).getOrDefault(key, Double.NaN))
                      .toArray();
              boolean nil = key.equals("cell") && value < NO_SPREAD && repeats();
              found.put(
                  key,
                  nil
                      ? nil(level)
                      : key.endsWith("Decay")
                          ? decay(level, key, draws, bootstrap)
                          : estimate(level, key, value, drawn));
            });
    return found;
  }

  /** Whether body and tails were told apart: where they part is then told badly at times. */
  private boolean tailed(Level level) {
    return numbers(best, level).containsKey("lowerDecay");
  }

  /**
   * A tail's decay, the mean excess S / N over its N reads, by bootstrap-t: few cells make up a
   * tail, and without the furthest of them both the decay and its error come out too small.
   */
  private Estimate decay(Level level, String key, List<Fitted> draws, ClusterBootstrap bootstrap) {
    double cells = cells(level, key);
    if (cells < FEWEST_CELLS) {
      return Estimate.notIdentified("as good as %.1f cells make up this tail".formatted(cells));
    }
    int[] once = new int[fit.cells().size()];
    Arrays.fill(once, 1);
    var drawn = new ArrayList<Told>();
    for (int draw = 0; draw < draws.size(); draw++) {
      drawn.add(told(level, key, draws.get(draw), bootstrap.weights(draw)));
    }
    var pivotal =
        Replicates.pivotal(
            told(level, key, best, once), drawn, Scale.LOG, options.confidence(), (int) cells);
    double value = numbers(best, level).getOrDefault(key, Double.NaN);
    double[] replicates = drawn.stream().mapToDouble(one -> Math.exp(one.value())).toArray();
    return Replicates.wider(
        pivotal,
        Replicates.studentized(value, replicates, Scale.LOG, options.confidence(), (int) cells));
  }

  private Told told(Level level, String key, Fitted fitted, int[] weights) {
    boolean lower = key.startsWith("lower");
    var numbers = numbers(fitted, level);
    double from = numbers.getOrDefault(lower ? "lowerFrom" : "upperFrom", Double.NaN);
    var beyond =
        fit.cells().stream()
            .map(
                cell ->
                    Arrays.stream(cell.reads(level))
                        .map(x -> lower ? from - x : x - from)
                        .filter(x -> x > 0)
                        .toArray())
            .toList();
    double error = Replicates.lnMeanError(beyond, weights);
    return new Told(Math.log(numbers.getOrDefault(key, Double.NaN)), error);
  }

  private boolean repeats() {
    return fit.cells().stream().anyMatch(cell -> cell.fewest() > 1);
  }

  /**
   * Cells that a number rests on, as Kish counts them: all; for where a tail begins, those with
   * reads in it; for its decay, those by how far their reads reach, since the mean of that is the
   * decay.
   */
  private double cells(Level level, String key) {
    boolean lower = key.startsWith("lower");
    if (!lower && !key.startsWith("upper")) {
      return fit.cells().size();
    }
    double from = numbers(best, level).getOrDefault(lower ? "lowerFrom" : "upperFrom", Double.NaN);
    double sum = 0;
    double squares = 0;
    for (var cell : fit.cells()) {
      double share =
          Arrays.stream(cell.reads(level))
              .filter(x -> lower ? x < from : x > from)
              .map(x -> key.endsWith("Decay") ? Math.abs(x - from) : 1)
              .sum();
      sum += share;
      squares += share * share;
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  private Estimate estimate(Level level, String key, double value, double[] drawn) {
    boolean parts = key.equals("cell") || key.equals("cycle") || key.equals(RHO);
    if (parts && !repeats()) {
      return Estimate.notIdentified(ONE_READ);
    } else if (key.equals(RHO) && fit.cells().size() < 3) {
      return Estimate.notIdentified(FEW_DEVICES);
    } else if (key.equals(RHO) && Math.min(best.low().cell(), best.high().cell()) < NO_SPREAD) {
      return Estimate.notIdentified(ALIKE);
    }
    var scale =
        switch (key) {
          case "cell", "cycle", "lowerDecay", "upperDecay" -> Scale.LOG;
          case RHO -> Scale.FISHER;
          default -> Scale.LINEAR;
        };
    double cells = cells(level, key);
    return cells < FEWEST_CELLS
        ? Estimate.notIdentified("as good as %.1f cells make up this tail".formatted(cells))
        : tailed(level) && (parts || key.equals("mu")) && !key.equals(RHO)
            ? Replicates.wider(
                Replicates.studentized(value, drawn, scale, options.confidence(), (int) cells),
                Replicates.percentile(drawn, options.confidence()))
            : Replicates.studentized(value, drawn, scale, options.confidence(), (int) cells);
  }

  /**
   * Cells that do not differ by more than their reads let them: a bound from the law of chi squared
   * of the n - 1 differences of their means, whose variance is the cycles' one over the reads r.
   *
   * <pre>
   *   cell^2 &lt;= cycle^2 / r ( (n - 1) / chi^2_{0.05, n-1} - 1 )
   * </pre>
   */
  private Estimate nil(Level level) {
    double cells = fit.cells().size();
    double reads =
        fit.cells().stream().mapToInt(cell -> cell.reads(level).length).average().orElseThrow();
    double least =
        new ChiSquaredDistribution(cells - 1).inverseCumulativeProbability(1 - ONE_SIDED);
    double most =
        state(best, level).cycle() * Math.sqrt(Math.max(0, (cells - 1) / least - 1) / reads);
    return Estimate.notIdentified(
        "not told from 0; below %.2g with 95 %% confidence".formatted(most));
  }

  private Map<String, Estimate> oneCell(Level level) {
    var found = new TreeMap<>(none(best, level, ONE_DEVICE));
    int reads = fit.cells().getFirst().reads(level).length;
    if (reads > 1) {
      found.put("cycle", ofDeviation(state(best, level).cycle(), reads - 1));
    }
    return found;
  }

  /** Of the deviation of normal reads; on the log scale its error is 1/sqrt(2 freedom). */
  private Estimate ofDeviation(double value, int freedom) {
    double error = 1 / Math.sqrt(2.0 * freedom);
    double reach = error * NormalLaw.quantile(0.5 + options.confidence() / 2);
    return new Estimate(
        value * error,
        value * Math.exp(-reach),
        value * Math.exp(reach),
        options.confidence(),
        true,
        "normal reads of one device");
  }

  /** None of the numbers is identified. */
  static Estimates none(Fitted fitted, String why) {
    return new Estimates(
        none(fitted, Level.LRS, why), none(fitted, Level.HRS, why), Estimate.notIdentified(why));
  }

  private static Map<String, Estimate> none(Fitted fitted, Level level, String why) {
    var all = new TreeMap<String, Estimate>();
    numbers(fitted, level).keySet().forEach(key -> all.put(key, Estimate.notIdentified(why)));
    return all;
  }

  private static Map<String, Double> numbers(Fitted fitted, Level level) {
    return StateParameters.numbers(state(fitted, level));
  }

  private static CellState state(Fitted fitted, Level level) {
    return level == Level.LRS ? fitted.low() : fitted.high();
  }

  /** Of the limit of the window, whose cells are drawn like those of the bootstrap above. */
  static Estimate ofLimit(List<Cell> cells, FitOptions options) {
    if (cells.size() < 2) {
      return Estimate.notIdentified(ONE_DEVICE);
    }
    int n = options.bootstrapDraws() > 0 ? options.bootstrapDraws() : USUAL_DRAWS;
    var bootstrap = ClusterBootstrap.of(options.seed(), "limit", cells.size());
    double[][] variances =
        Arrays.stream(Level.values())
            .map(level -> cells.stream().mapToDouble(cell -> cell.variance(level)).toArray())
            .toArray(double[][]::new);
    double[] limits = new double[n];
    for (int draw = 0; draw < n; draw++) {
      int[] weights = bootstrap.weights(draw);
      limits[draw] = Math.sqrt(median(variances[0], weights) + median(variances[1], weights));
    }
    return Replicates.percentile(limits, options.confidence());
  }

  private static double median(double[] values, int[] weights) {
    double[] drawn = new double[Arrays.stream(weights).sum()];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(drawn, next, next + weights[i], values[i]);
      next += weights[i];
    }
    return Quantiles.median(drawn);
  }
}
