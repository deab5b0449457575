package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.device.conditions.ScaleMixture;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.fitting.Shown;
import org.hafnia.simulator.random.RandomStream;

/**
 * Pictures of ln(R/R0) and of G - G0 against time, for devices of low, middle and high first
 * resistance at the temperature with most of the devices.
 */
final class RetentionPanels {

  private static final int POINTS = 61;
  private static final int SAMPLES = 300;
  private static final int FEWEST = 5;
  private static final int MODEL = 0;
  private static final int DATA = 1;
  private static final String TIME = "Time since the first read (s)";

  private static final List<String> LEVELS = List.of("low R", "middle R", "high R");
  private static final double ONE_SIGMA = 0.8413447460685429;

  private final RetentionFits.Fitted fit;
  private final FitOptions options;
  private final RetentionRows rows;
  private final double kelvin;
  private final List<Window> windows;
  private final double[] x;
  private final List<List<RetentionRows.Device>> levels = new ArrayList<>();

  RetentionPanels(RetentionFits.Fitted fit, FitOptions options) {
    this.fit = fit;
    this.options = options;
    rows = fit.likelihood().rows();
    kelvin =
        Arrays.stream(rows.kelvins())
            .boxed()
            .max(Comparator.comparingLong(this::devicesAt))
            .orElseThrow();
    double[] times = rows.seconds();
    windows = Window.of(times);
    double from = Math.log(times[0] / 2);
    double to = Math.log(times[times.length - 1] * 1.2);
    x =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> Math.exp(from + (to - from) * i / (POINTS - 1)))
            .toArray();
    var sorted =
        rows.devices().stream()
            .filter(device -> device.kelvin() == kelvin)
            .sorted(Comparator.comparingDouble(RetentionRows.Device::first))
            .toList();
    for (int third = 0; third < 3; third++) {
      levels.add(sorted.subList(third * sorted.size() / 3, (third + 1) * sorted.size() / 3));
    }
  }

  private long devicesAt(double at) {
    return rows.devices().stream().filter(device -> device.kelvin() == at).count();
  }

  List<Panel> all() {
    return List.of(drift(), spread(), new ConductancePanel(this, fit, kelvin, x).panel());
  }

  /** ln(R/R0) of the devices of a level in each window, of several reads the last. */
  private double[][] moves(List<RetentionRows.Device> level) {
    return windows.stream()
        .map(
            window ->
                level.stream().flatMapToDouble(device -> last(device, window)).sorted().toArray())
        .toArray(double[][]::new);
  }

  private DoubleStream last(RetentionRows.Device device, Window window) {
    double sum = 0;
    double last = Double.NaN;
    for (int j = 0; j < device.moves().length; j++) {
      sum += device.moves()[j];
      last = window.has(rows.steps().get(device.steps()[j]).to()) ? sum : last;
    }
    return Double.isNaN(last) ? DoubleStream.empty() : DoubleStream.of(last);
  }

  private double medianFirst(List<RetentionRows.Device> level) {
    return level.get(level.size() / 2).first();
  }

  private Panel drift() {
    var level = levels.get(1);
    double first = medianFirst(level);
    double reach = fit.maximum().reach(options.confidence());
    double wide = quantile(fit.curve(), 0.95);
    double[][] y = new double[5][POINTS];
    for (int i = 0; i < POINTS; i++) {
      double second = x[i];
      double mean = change(fit.curve(), first, second, 0);
      double error =
          fit.maximum().error(free -> change(fit.likelihood().curve(free), first, second, 0));
      y[0][i] = change(fit.curve(), first, second, -wide);
      y[1][i] = change(fit.curve(), first, second, wide);
      y[2][i] = mean - reach * error;
      y[3][i] = mean + reach * error;
      y[4][i] = mean;
    }
    var series = new ArrayList<Series>();
    series.add(Series.band("", MODEL, x, y[0], y[1]));
    series.add(samples(first));
    series.add(Series.band("", MODEL, x, y[2], y[3]));
    var moves = moves(level);
    series.add(points("data: median, 5 and 95 %", moves, 0.5));
    series.add(points("", moves, 0.05));
    series.add(points("", moves, 0.95));
    series.add(Series.line("model: mean, its error, 5 to 95 %", MODEL, x, y[4]));
    return new Panel(
        "drift",
        "Change of ln R from first reads of %s, %s"
            .formatted(Shown.quantity(Math.exp(first), "Ω"), Shown.quantity(kelvin, "K")),
        TIME,
        "ln(R/R0) (1)",
        true,
        Scale.LINEAR,
        series);
  }

  private Series points(String name, double[][] moves, double u) {
    int[] there = IntStream.range(0, moves.length).filter(i -> moves[i].length >= FEWEST).toArray();
    return Series.points(
        name,
        DATA,
        centres(there),
        Arrays.stream(there)
            .mapToDouble(i -> moves[i][(int) (u * (moves[i].length - 1))])
            .toArray());
  }

  private double[] centres(int[] there) {
    return Arrays.stream(there).mapToDouble(i -> windows.get(i).centre()).toArray();
  }

  private Panel spread() {
    var series = new ArrayList<Series>();
    double sigma = quantile(fit.curve(), ONE_SIGMA);
    for (int third = 0; third < 3; third++) {
      var level = levels.get(third);
      if (level.isEmpty()) {
        continue;
      }
      double first = medianFirst(level);
      String word = LEVELS.get(third) + " (" + Shown.quantity(Math.exp(first), "Ω") + ")";
      double[] model =
          Arrays.stream(x)
              .map(
                  second ->
                      0.5
                          * (change(fit.curve(), first, second, sigma)
                              - change(fit.curve(), first, second, -sigma)))
              .toArray();
      series.add(Series.line(word + ", model", third, x, model));
      double[][] moves = moves(level);
      int[] there = IntStream.range(0, moves.length).filter(i -> moves[i].length >= 20).toArray();
      series.add(
          Series.points(
              word + ", data",
              third,
              centres(there),
              Arrays.stream(there).mapToDouble(i -> halfWidth(moves[i])).toArray()));
    }
    return new Panel(
        "spread",
        "Half width of the middle 68 % of ln(R/R0), " + Shown.quantity(kelvin, "K"),
        TIME,
        "Half width of ln(R/R0) (1)",
        true,
        Scale.LOG,
        series);
  }

  private static double halfWidth(double[] sorted) {
    int n = sorted.length - 1;
    double width = sorted[(int) (ONE_SIGMA * n)] - sorted[(int) ((1 - ONE_SIGMA) * n)];
    return Math.max(1e-9, 0.5 * width);
  }

  private Series samples(double first) {
    var draws = RandomStream.of(options.seed(), "retention-panel", 0);
    double[] at = new double[SAMPLES];
    double[] y = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      at[i] = x[i * (POINTS - 1) / (SAMPLES - 1)];
      double z = quantile(fit.curve(), draws.uniform(0, i));
      y[i] = change(fit.curve(), first, at[i], z);
    }
    return Series.dots("model, drawn", MODEL, at, y);
  }

  /** ln(R/R0) of a cell that is so many scales from the mean. */
  double change(RetentionCurve curve, double first, double second, double z) {
    double progress = curve.progress(second, kelvin);
    double moved = curve.mean(first, progress) + z * curve.scale(first) * curve.spread(progress);
    return curve.lnOhm(curve.place(first) + moved) - first;
  }

  static double quantile(RetentionCurve curve, double u) {
    return ScaleMixture.of(curve.mixing()).quantile(u);
  }
}
