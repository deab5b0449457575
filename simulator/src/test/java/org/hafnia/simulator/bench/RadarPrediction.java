package org.hafnia.simulator.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate;
import org.hafnia.simulator.fitting.states.StatesFitter;

/**
 * What states models fitted to the measured run 4-24 predict for other runs of the same arrays:
 * error rates of single cells at the best threshold and of pairs of neighbours.
 */
final class RadarPrediction {

  static final String FITTED = "4-24";
  static final List<String> PREDICTED = List.of("4-14", "5-1", "5-5");
  static final List<String> LAWS = List.of("lognormal", "lognormal-tails", "empirical");

  private static final int GRID = 40_000;

  private RadarPrediction() {}

  /** Error rates of single cells (1T1R) and of pairs (2T2R). */
  record Rates(double single, double pair) {

    /** Of independent reads of two laws, by a sum over a fine grid of ln R. */
    static Rates of(StatePair states) {
      double from = Math.min(states.low().quantile(1e-9), states.high().quantile(1e-9));
      double to = Math.max(states.low().quantile(1 - 1e-9), states.high().quantile(1 - 1e-9));
      double step = (to - from) / GRID;
      double single = 1;
      double pair = 0;
      double last = states.low().below(from);
      for (int i = 0; i < GRID; i++) {
        double x = from + (i + 1) * step;
        double below = states.low().below(x);
        pair += (below - last) * states.high().below(x - step / 2);
        last = below;
        single = Math.min(single, (states.low().above(x) + states.high().below(x)) / 2);
      }
      return new Rates(single, pair);
    }

    static Rates of(RadarRun run) {
      return new Rates(run.singleCells(), run.pairsOfNeighbours());
    }

    /** Of two lognormal laws with the moments of that run's reads. */
    static Rates ofLognormals(RadarRun run) {
      return of(new StatePair(run.moments("LRS"), run.moments("HRS")));
    }

    /** How far off, as a factor of at least 1, for the worse of the two. */
    double worstFactor(Rates measured) {
      return Math.exp(
          Math.max(
              Math.abs(Math.log(single / measured.single)),
              Math.abs(Math.log(pair / measured.pair))));
    }
  }

  /** A run without the cells that the fitter calls bad. */
  static RadarRun good(RadarRun run) throws Exception {
    var bad =
        fit(run, "lognormal", 2).devices().stream()
            .filter(device -> device.note().equals("bad cell"))
            .map(DeviceEstimate::device)
            .collect(Collectors.toSet());
    return run.only(cell -> !bad.contains(run.name(cell)));
  }

  static FitResult fit(RadarRun run, String law, int draws) throws Exception {
    var options = new FitOptions("radar", law, 1, draws, 0.95, 2);
    return new StatesFitter().fit(run.table(), options, FitListener.NONE);
  }

  /** By law, what a fit of that run predicts for good cells. */
  static Map<String, StatesModel> models(RadarRun run) throws Exception {
    var models = new LinkedHashMap<String, StatesModel>();
    for (var law : LAWS) {
      models.put(law, new StatesModel(fit(run, law, 2).model()));
    }
    return models;
  }

  public static void main(String[] args) {
    var folder = RadarRun.folder().orElseThrow(() -> new IllegalStateException("no rram-radar"));
    var fitted = RadarRun.read(folder, FITTED);
    try {
      System.out.println("all cells; predicted with bad cells mixed in");
      table(fitted, false, date -> RadarRun.read(folder, date));
      System.out.println("good cells by the fitter's rule");
      table(fitted, true, date -> good(RadarRun.read(folder, date)));
      System.out.println("good cells by medians: LRS < 12 kohm, HRS > 15 kohm");
      table(fitted.withinLimits(), true, date -> RadarRun.read(folder, date).withinLimits());
      var auto = fit(fitted, FitOptions.AUTO, 0);
      auto.candidates().forEach(System.out::println);
      System.out.println(auto.goodness());
      auto.model().parameters().forEach(System.out::println);
      auto.warnings().forEach(System.out::println);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Runs {
    RadarRun of(String date) throws Exception;
  }

  private static void table(RadarRun fitted, boolean good, Runs runs) throws Exception {
    var models = models(fitted);
    var plain = Rates.ofLognormals(fitted);
    System.out.printf(
        "lognormals with the moments of 4-24: 1T1R %.3e, 2T2R %.3e%n",
        plain.single(), plain.pair());
    System.out.printf(
        "%-5s %5s | %9s %9s +- %-8s %9s", "run", "cells", "1T1R", "2T2R", "se", "all pairs");
    for (var law : LAWS) {
      System.out.printf(" | %-15s 1T1R      2T2R    ", law);
    }
    System.out.println();
    for (var date : List.of(FITTED, "4-14", "5-1", "5-5")) {
      var run = runs.of(date);
      var measured = Rates.of(run);
      System.out.printf(
          "%-5s %5d | %9.3e %9.3e +- %.1e  %9.3e",
          date,
          run.cells(),
          measured.single(),
          measured.pair(),
          run.errorOfPairs(),
          run.allPairs());
      for (var law : LAWS) {
        var model = Objects.requireNonNull(models.get(law));
        var rates = Rates.of(good ? model.states() : model.allStates());
        System.out.printf(
            " | %9.3e x%4.2f %9.3e x%4.2f",
            rates.single(),
            rates.single() / measured.single(),
            rates.pair(),
            rates.pair() / measured.pair());
      }
      System.out.println();
    }
  }
}
