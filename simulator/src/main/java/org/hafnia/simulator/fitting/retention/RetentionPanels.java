package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.device.conditions.ScaleMixture;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.random.RandomStream;

/**
 * Pictures of ln(R/R0) and of G - G0 against time, for devices of low, middle and high first
 * resistance at the temperature with most of the devices.
 */
final class RetentionPanels {

  private static final int POINTS = 61;
  private static final int SAMPLES = 300;

  /** Cells and normal scores that a root mean square is taken over. */
  private static final int CELLS = 300;

  private static final int SCORES = 99;
  private static final double MICRO = 1e6;

  /** Of a deviation without its tails: shares cut off on either side, and cells it takes. */
  private static final double CUT = 0.01;

  private static final int FEWEST = 20;
  private static final List<String> LEVELS = List.of("low R", "middle R", "high R");
  private static final double ONE_SIGMA = 0.8413447460685429;

  private final RetentionFits.Fitted fit;
  private final FitOptions options;
  private final RetentionRows rows;
  private final double kelvin;
  private final double[] times;
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
    times = rows.seconds();
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
    return List.of(drift(), spread(), conductance());
  }

  /** ln(R/R0) of the devices of a level at each time that they were read. */
  private double[][] moves(List<RetentionRows.Device> level) {
    double[][] moves = new double[times.length][];
    for (int i = 0; i < times.length; i++) {
      double time = times[i];
      moves[i] =
          level.stream()
              .mapToDouble(device -> at(device, time))
              .filter(moved -> !Double.isNaN(moved))
              .sorted()
              .toArray();
    }
    return moves;
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
    series.add(Series.band("5 to 95 % of the model's cells", x, y[0], y[1]));
    series.add(samples(first));
    series.add(Series.band("error of the mean", x, y[2], y[3]));
    series.add(Series.line("mean of the model", x, y[4]));
    var moves = moves(level);
    series.add(points("median of the data", moves, 0.5));
    series.add(points("5 % of the data", moves, 0.05));
    series.add(points("95 % of the data", moves, 0.95));
    return new Panel(
        "drift",
        "Change of ln R at first reads of %.3g ohm, %.0f K".formatted(Math.exp(first), kelvin),
        "time (s)",
        "ln(R/R0)",
        true,
        Scale.LINEAR,
        series);
  }

  private Series points(String name, double[][] moves, double u) {
    int[] there = IntStream.range(0, times.length).filter(i -> moves[i].length >= 5).toArray();
    return Series.points(
        name,
        Arrays.stream(there).mapToDouble(i -> times[i]).toArray(),
        Arrays.stream(there)
            .mapToDouble(i -> moves[i][(int) (u * (moves[i].length - 1))])
            .toArray());
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
      String word = LEVELS.get(third) + " (%.3g ohm)".formatted(Math.exp(first));
      double[] model =
          Arrays.stream(x)
              .map(
                  second ->
                      0.5
                          * (change(fit.curve(), first, second, sigma)
                              - change(fit.curve(), first, second, -sigma)))
              .toArray();
      series.add(Series.line(word + ", model", x, model));
      double[][] moves = moves(level);
      int[] there = IntStream.range(0, times.length).filter(i -> moves[i].length >= 20).toArray();
      series.add(
          Series.points(
              word + ", data",
              Arrays.stream(there).mapToDouble(i -> times[i]).toArray(),
              Arrays.stream(there).mapToDouble(i -> halfWidth(moves[i])).toArray()));
    }
    return new Panel(
        "spread",
        "Half width of the middle 68 %% of ln(R/R0), %.0f K".formatted(kelvin),
        "time (s)",
        "half width",
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
    return Series.points("drawn from the model", at, y);
  }

  /** ln(R/R0) of a cell that is so many scales from the mean. */
  private double change(RetentionCurve curve, double first, double second, double z) {
    double progress = curve.progress(second, kelvin);
    double moved = curve.mean(first, progress) + z * curve.scale(first) * curve.growth(progress);
    return curve.lnOhm(curve.place(first) + moved) - first;
  }

  private Panel conductance() {
    var own = rows.devices().stream().filter(device -> device.kelvin() == kelvin).toList();
    var series = new ArrayList<Series>();
    series.add(Series.line("model", x, modelled(own)));
    double[] data = new double[times.length];
    for (int i = 0; i < data.length; i++) {
      double time = times[i];
      data[i] =
          deviation(
              own.stream()
                  .mapToDouble(device -> microsiemens(device.first(), at(device, time)))
                  .filter(change -> !Double.isNaN(change))
                  .toArray());
    }
    int[] there = IntStream.range(0, data.length).filter(i -> data[i] > 0).toArray();
    series.add(
        Series.points(
            "data",
            Arrays.stream(there).mapToDouble(i -> times[i]).toArray(),
            Arrays.stream(there).mapToDouble(i -> data[i]).toArray()));
    return new Panel(
        "conductance",
        "Standard deviation of the middle 98 %% of G - G0, %.0f K".formatted(kelvin),
        "time (s)",
        "sd of G - G0 (uS)",
        true,
        Scale.LOG,
        series);
  }

  /** The same of cells with the first reads of these, under the model. */
  private double[] modelled(List<RetentionRows.Device> own) {
    int step = Math.max(1, own.size() / CELLS);
    double[] scores =
        IntStream.range(0, SCORES)
            .mapToDouble(i -> quantile(fit.curve(), (i + 0.5) / SCORES))
            .toArray();
    double[] model = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double second = x[i];
      model[i] =
          deviation(
              IntStream.range(0, (own.size() - 1) / step + 1)
                  .mapToDouble(cell -> own.get(cell * step).first())
                  .flatMap(
                      first ->
                          Arrays.stream(scores)
                              .map(z -> change(fit.curve(), first, second, z))
                              .map(moved -> microsiemens(first, moved)))
                  .toArray());
    }
    return model;
  }

  /** Standard deviation of the middle 98 %; a few cells would make up all of it otherwise. */
  private static double deviation(double[] changes) {
    double[] sorted = Arrays.stream(changes).sorted().toArray();
    int cut = (int) (CUT * sorted.length);
    return sorted.length < FEWEST
        ? 0
        : RetentionRows.deviation(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
  }

  /** G - G0 at ln(R/R0). */
  private static double microsiemens(double first, double moved) {
    return MICRO * (Math.exp(-first - moved) - Math.exp(-first));
  }

  /** ln(R/R0) of a device at a time; NaN where it was not read. */
  private double at(RetentionRows.Device device, double time) {
    double sum = 0;
    for (int j = 0; j < device.moves().length; j++) {
      sum += device.moves()[j];
      if (rows.steps().get(device.steps()[j]).to() == time) {
        return sum;
      }
    }
    return Double.NaN;
  }

  private static double quantile(RetentionCurve curve, double u) {
    return ScaleMixture.of(curve.mixing()).quantile(u);
  }
}
