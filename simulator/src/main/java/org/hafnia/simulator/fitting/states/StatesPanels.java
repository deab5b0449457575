package org.hafnia.simulator.fitting.states;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.random.NormalLaw;

/** The measured cells, bad ones too, and as many drawn from the fitted model, in the same plots. */
final class StatesPanels {

  private static final long MOST_READS = 400_000;
  private static final int CURVE_POINTS = 121;
  private static final int BINS = 60;

  /** As many as can be told from one another along a curve. */
  private static final int MARKERS = 41;

  private static final String RESISTANCE = "Resistance (Ω)";

  private StatesPanels() {}

  static List<Panel> of(List<Cell> measured, StatesModel model, long seed) throws FitProblem {
    var own = drawn(measured, model, seed);
    return List.of(cumulative(measured, own), means(measured, own), histogram(measured, own));
  }

  private static List<Cell> drawn(List<Cell> measured, StatesModel model, long seed)
      throws FitProblem {
    double[] counts = measured.stream().mapToDouble(Cell::fewest).toArray();
    int cycles = (int) Math.max(1, Quantiles.median(counts));
    int devices = Math.clamp(MOST_READS / (2L * cycles), 1, measured.size());
    var table = ModelSamples.draw(model, new SampleSpec(seed, devices, cycles));
    return CyclingCells.of(table).cells();
  }

  private static Panel cumulative(List<Cell> measured, List<Cell> own) {
    var series = new ArrayList<Series>();
    for (var level : Level.values()) {
      double[] all = sorted(measured, level);
      double[] u = fractions(all.length, MARKERS);
      series.add(Series.points(level + " measured", hue(level), quantiles(all, u), u));
    }
    for (var level : Level.values()) {
      double[] all = sorted(own, level);
      double[] u = fractions(all.length, CURVE_POINTS);
      series.add(Series.line(level + " drawn from the model", hue(level), quantiles(all, u), u));
    }
    return new Panel(
        "cumulative",
        "Reads of LRS and HRS",
        RESISTANCE,
        "Reads below (%)",
        true,
        Scale.PROBABILITY,
        series);
  }

  private static Panel means(List<Cell> measured, List<Cell> own) {
    return new Panel(
        "cells",
        "Cells: geometric mean over cycles",
        "LRS of the cell (Ω)",
        "HRS of the cell (Ω)",
        true,
        Scale.LOG,
        List.of(
            Series.points("drawn from the model", 0, means(own, Level.LRS), means(own, Level.HRS)),
            Series.points("measured", 1, means(measured, Level.LRS), means(measured, Level.HRS))));
  }

  private static Panel histogram(List<Cell> measured, List<Cell> own) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var level : Level.values()) {
      double[] all = sorted(measured, level);
      low = Math.min(low, all[0]);
      high = Math.max(high, all[all.length - 1]);
    }
    double[] centres = new double[BINS];
    double width = (high - low) / BINS;
    for (int i = 0; i < BINS; i++) {
      centres[i] = Math.exp(low + (i + 0.5) * width);
    }
    var series = new ArrayList<Series>();
    for (var level : Level.values()) {
      double[] data = shares(sorted(measured, level), low, width);
      double[] drawn = shares(sorted(own, level), low, width);
      int[] filled = IntStream.range(0, BINS).filter(i -> data[i] > 0).toArray();
      int[] around = IntStream.range(0, BINS).filter(i -> near(drawn, i)).toArray();
      series.add(
          Series.points(level + " measured", hue(level), at(centres, filled), at(data, filled)));
      series.add(
          Series.line(
              level + " drawn from the model", hue(level), at(centres, around), at(drawn, around)));
    }
    return new Panel(
        "histogram",
        "Reads of LRS and HRS in %d bins of equal ratio".formatted(BINS),
        RESISTANCE,
        "Share of the reads in the bin (1)",
        true,
        Scale.LINEAR,
        series);
  }

  private static int hue(Level level) {
    return level == Level.LRS ? 0 : 1;
  }

  /** Whether the bin or one beside it has a read: elsewhere the line would lie on the axis. */
  private static boolean near(double[] shares, int bin) {
    return IntStream.rangeClosed(Math.max(0, bin - 1), Math.min(BINS - 1, bin + 1))
        .anyMatch(i -> shares[i] > 0);
  }

  private static double[] at(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] shares(double[] lnOhm, double low, double width) {
    double[] shares = new double[BINS];
    for (double x : lnOhm) {
      int bin = (int) Math.floor((x - low) / width);
      // The greatest read ends the last bin; what the model draws outside is not shown.
      int index = bin == BINS && x <= low + BINS * width ? BINS - 1 : bin;
      if (index >= 0 && index < BINS) {
        shares[index] += 1.0 / lnOhm.length;
      }
    }
    return shares;
  }

  private static double[] sorted(List<Cell> cells, Level level) {
    return cells.stream().flatMapToDouble(c -> Arrays.stream(c.reads(level))).sorted().toArray();
  }

  private static double[] means(List<Cell> cells, Level level) {
    return cells.stream().mapToDouble(cell -> Math.exp(cell.mean(level))).toArray();
  }

  /** Fractions at even steps of their normal score, as far out as n reads reach. */
  private static double[] fractions(int n, int most) {
    double score = NormalLaw.quantile(1 - 0.5 / Math.max(2, n));
    int points = Math.clamp(n, 2, most);
    double[] u = new double[points];
    for (int i = 0; i < points; i++) {
      u[i] = NormalLaw.below(score * (2.0 * i / (points - 1) - 1));
    }
    return u;
  }

  private static double[] quantiles(double[] sorted, double[] fractions) {
    return Arrays.stream(fractions)
        .map(u -> Math.exp(sorted[Math.clamp((long) (u * sorted.length), 0, sorted.length - 1)]))
        .toArray();
  }
}
