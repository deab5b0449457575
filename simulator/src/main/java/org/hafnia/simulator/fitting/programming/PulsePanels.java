package org.hafnia.simulator.fitting.programming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.PulseEnergy;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.fitting.Shown;
import org.hafnia.simulator.random.RandomStream;

/** Pictures of the curve of one operation beside its data and the model's own samples. */
final class PulsePanels {

  private static final int POINTS = 81;
  private static final int MOST_BINS = 60;
  private static final int SAMPLES = 400;
  private static final int MODEL = 0;
  private static final int DATA = 1;
  private static final double PICO = 1e12;
  private static final double NORMAL_95 = 1.6448536269514722;

  private final OperationFit fit;
  private final FitOptions options;
  private final PulseRows rows;
  private final Factor factor;
  private final double[] x;

  PulsePanels(OperationFit fit, FitOptions options) {
    this.fit = fit;
    this.options = options;
    rows = fit.rows();
    factor = shown(rows);
    x =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> factor.least() + factor.span() * i / (POINTS - 1))
            .toArray();
  }

  /** The factor that takes the most values. */
  private static Factor shown(PulseRows rows) {
    var voltage = Factor.voltage(rows);
    var gate = Factor.gate(rows);
    return Arrays.stream(gate.values()).distinct().count()
            > Arrays.stream(voltage.values()).distinct().count()
        ? gate
        : voltage;
  }

  List<Panel> all() {
    return List.of(resistance(), spread(), energy());
  }

  private Panel resistance() {
    var curve = fit.curve();
    double[] low = new double[POINTS];
    double[] high = new double[POINTS];
    double[] middle = new double[POINTS];
    double[] lower = new double[POINTS];
    double[] upper = new double[POINTS];
    double reach = fit.maximum().reach(options.confidence());
    for (int i = 0; i < POINTS; i++) {
      double at = x[i];
      var moments = curve.at(progress(curve, at));
      double error =
          fit.maximum()
              .error(
                  free -> {
                    var other = fit.likelihood().curve(free);
                    return other.mean(progress(other, at));
                  });
      middle[i] = Math.exp(moments.mean());
      low[i] = Math.exp(moments.mean() - NORMAL_95 * moments.deviation());
      high[i] = Math.exp(moments.mean() + NORMAL_95 * moments.deviation());
      lower[i] = Math.exp(moments.mean() - reach * error);
      upper[i] = Math.exp(moments.mean() + reach * error);
    }
    var bins = bins();
    var series = new ArrayList<Series>();
    series.add(Series.band("", MODEL, x, low, high));
    series.add(samples());
    series.add(Series.band("", MODEL, x, lower, upper));
    series.add(Series.points("data, median", DATA, bins.x(), exp(bins.median())));
    series.add(Series.line("model: median, its error, 5 to 95 %", MODEL, x, middle));
    return panel(
        "resistance",
        "Resistance after " + rows.operation() + others(),
        "Resistance (Ω)",
        Scale.LOG,
        series);
  }

  private Panel spread() {
    var curve = fit.curve();
    double[] model = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      model[i] = curve.at(progress(curve, x[i])).deviation();
    }
    var bins = bins();
    return panel(
        "spread",
        "Spread of ln R after " + rows.operation() + others(),
        "Standard deviation of ln R (1)",
        Scale.LINEAR,
        List.of(
            Series.points("data", DATA, bins.x(), bins.deviation()),
            Series.line("model", MODEL, x, model)));
  }

  private Panel energy() {
    var curve = fit.curve();
    double[] picojoule = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double volt = factor.word().equals("voltage") ? x[i] : fit.likelihood().reference().volt();
      picojoule[i] =
          PICO
              * PulseEnergy.joule(
                  volt,
                  fit.likelihood().reference().second(),
                  curve.start(),
                  curve.mean(progress(curve, x[i])));
    }
    return panel(
        "energy",
        "Energy V²tG of " + rows.operation() + " from its weakest state" + others(),
        "Energy (pJ)",
        Scale.LINEAR,
        List.of(Series.line("model", MODEL, x, picojoule)));
  }

  private Panel panel(String name, String title, String y, Scale scale, List<Series> series) {
    String axis = rows.operation() + " " + factor.word() + " (" + factor.unit() + ")";
    return new Panel(
        rows.operation().toLowerCase(Locale.ROOT) + "-" + name,
        title,
        axis,
        y,
        false,
        scale,
        series);
  }

  /** At which values of the other factors the curve is drawn. */
  private String others() {
    var reference = fit.likelihood().reference();
    String width = ", " + Shown.quantity(reference.second(), "s");
    return factor.word().equals("voltage")
        ? ", gate " + Shown.quantity(reference.gateVolt(), "V") + width
        : ", " + Shown.quantity(reference.volt(), "V") + width;
  }

  private double progress(ProgrammingCurve curve, double at) {
    var reference = fit.likelihood().reference();
    return factor.word().equals("voltage")
        ? curve.progress(at, reference.gateVolt(), reference.second())
        : curve.progress(reference.volt(), at, reference.second());
  }

  private Series samples() {
    var draws = RandomStream.of(options.seed(), "programming-panel " + rows.operation(), 0);
    var curve = fit.curve();
    int stride = Math.max(1, rows.rows() / SAMPLES);
    int n = rows.rows() / stride;
    double[] at = new double[n];
    double[] ohm = new double[n];
    for (int i = 0; i < n; i++) {
      int row = i * stride;
      var moments = curve.at(fit.likelihood().progress(curve, row));
      at[i] = factor.values()[row];
      ohm[i] = Math.exp(moments.mean() + moments.deviation() * draws.normal(0, row));
    }
    return Series.dots("model, drawn under the conditions of the data", MODEL, at, ohm);
  }

  @SuppressWarnings("ArrayRecordComponent") // Lives for one picture.
  private record Bins(double[] x, double[] median, double[] deviation) {}

  /** Data near the reference of the other factors, by value of the factor shown. */
  private Bins bins() {
    var at = new ArrayList<Double>();
    var medians = new ArrayList<Double>();
    var deviations = new ArrayList<Double>();
    for (int bin = 0; bin < MOST_BINS; bin++) {
      double from = factor.least() + factor.span() * (bin - 0.5) / (MOST_BINS - 1);
      double to = from + factor.span() / (MOST_BINS - 1);
      double[] inside =
          IntStream.range(0, rows.rows())
              .filter(row -> factor.values()[row] >= from && factor.values()[row] < to)
              .filter(this::nearReference)
              .mapToDouble(row -> rows.after()[row])
              .sorted()
              .toArray();
      if (inside.length >= 5) {
        double mean = Arrays.stream(inside).average().orElseThrow();
        double squares = Arrays.stream(inside).map(v -> (v - mean) * (v - mean)).sum();
        at.add(0.5 * (from + to));
        medians.add(inside[inside.length / 2]);
        deviations.add(Math.sqrt(squares / (inside.length - 1)));
      }
    }
    return new Bins(array(at), array(medians), array(deviations));
  }

  private boolean nearReference(int row) {
    var reference = fit.likelihood().reference();
    boolean width = Math.abs(Math.log(rows.width()[row] / reference.second())) < 0.01;
    double other =
        factor.word().equals("voltage")
            ? rows.gate()[row] - reference.gateVolt()
            : rows.volt()[row] - reference.volt();
    return width && Math.abs(other) < 1e-6;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] exp(double[] values) {
    return Arrays.stream(values).map(Math::exp).toArray();
  }
}
