package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.random.RandomStream;

/** Pictures of a fit: traces, steps against the state, devices; data and model in each. */
final class PulsePanels {

  private static final int DEVICES = 200;
  private static final int POINTS = 120;
  private static final int BINS = 24;
  private static final int MARKERS = 41;
  private static final int MOST_OF_ONE = 2000;
  private static final int MODEL = 0;
  private static final int DATA = 1;
  private static final String STATE = "Weight (dimensionless)";

  private final Fitted fitted;
  private final Traces traces;
  private final PulseResponseModel model;
  private final long seed;

  PulsePanels(Fitted fitted, Traces traces, ModelDescription model, long seed) {
    this.fitted = fitted;
    this.traces = traces;
    this.model = PulseResponseModel.of(model);
    this.seed = seed;
  }

  List<Panel> panels() {
    return List.of(tracesPanel(), steps(), devices());
  }

  /** The measured traces, and what as many pulses do to devices of the model. */
  private Panel tracesPanel() {
    var longest =
        traces.traces().stream()
            .max(java.util.Comparator.comparingInt(Trace::length))
            .orElseThrow();
    int[] shown = shown(longest.length(), POINTS);
    double[] x = count(longest, shown);
    double[][] drawn = drawn(longest, shown);
    var series = new ArrayList<Series>();
    series.add(Series.band("", MODEL, x, quantile(drawn, 0.05), quantile(drawn, 0.95)));
    series.addAll(measured(longest));
    series.add(Series.line("model: median, 5 to 95 %", MODEL, x, quantile(drawn, 0.5)));
    return new Panel(
        "traces",
        "Measured traces and samples of the model",
        "Pulses",
        STATE,
        false,
        Scale.LINEAR,
        series);
  }

  /** Few enough markers to be told from one another; of one device just its trace. */
  private List<Series> measured(Trace longest) {
    int[] shown = shown(longest.length(), MARKERS);
    double[] x = count(longest, shown);
    double[][] measured = measured(longest, shown);
    if (measured.length == 1) {
      int[] all = shown(longest.length(), MOST_OF_ONE);
      return List.of(
          Series.trace("measured", DATA, count(longest, all), measured(longest, all)[0]));
    }
    return List.of(
        Series.points("measured: median, 5 and 95 %", DATA, x, quantile(measured, 0.5)),
        Series.points("", DATA, x, quantile(measured, 0.05)),
        Series.points("", DATA, x, quantile(measured, 0.95)));
  }

  private static int[] shown(int length, int most) {
    int points = Math.min(most, length);
    return IntStream.range(0, points)
        .map(i -> (int) Math.round((double) i * (length - 1) / Math.max(1, points - 1)))
        .toArray();
  }

  private static double[] count(Trace trace, int[] shown) {
    int[] sum = trace.pulses().clone();
    Arrays.parallelPrefix(sum, Integer::sum);
    return Arrays.stream(shown).mapToDouble(t -> sum[t]).toArray();
  }

  private double[][] measured(Trace longest, int[] shown) {
    return traces.traces().stream()
        .filter(trace -> trace.length() == longest.length())
        .map(trace -> Arrays.stream(shown).mapToDouble(t -> trace.reads()[t]).toArray())
        .toArray(double[][]::new);
  }

  private double[][] drawn(Trace like, int[] shown) {
    var devices = RandomStream.of(seed, "pulse-response-panel-devices", 0);
    var cycles = RandomStream.of(seed, "pulse-response-panel-cycles", 0);
    var reads = RandomStream.of(seed, "pulse-response-panel-reads", 0);
    double[] first = traces.traces().stream().mapToDouble(t -> t.reads()[0]).sorted().toArray();
    double[][] all = new double[DEVICES][shown.length];
    for (int d = 0; d < DEVICES; d++) {
      var device =
          model.device(
              devices.normal(d, 0),
              devices.normal(d, 1),
              devices.normal(d, 2),
              devices.normal(d, 3));
      double weight = device.bounded(Quantiles.ofSorted(first, devices.uniform(d, 4)));
      long pulse = 0;
      int place = 0;
      for (int t = 0; t < like.length(); t++) {
        for (int p = 0; p < like.pulses()[t]; p++) {
          weight = model.after(like.directions()[t], weight, device, cycles.normal(d, pulse++));
        }
        if (place < shown.length && shown[place] == t) {
          all[d][place++] = model.read(weight, reads.normal(d, t));
        }
      }
    }
    return all;
  }

  private static double[] quantile(double[][] rows, double u) {
    return IntStream.range(0, rows.length == 0 ? 0 : rows[0].length)
        .mapToDouble(
            i ->
                Quantiles.ofSorted(
                    Arrays.stream(rows).mapToDouble(r -> r[i]).sorted().toArray(), u))
        .toArray();
  }

  /** Mean increments in bins of the state, and the law of the mean device with its spread. */
  private Panel steps() {
    var series = new ArrayList<Series>();
    for (int direction : new int[] {1, -1}) {
      String way = direction > 0 ? "up" : "down";
      if (traces.traces().stream().anyMatch(trace -> trace.has(direction))) {
        var bins = StepBins.of(traces.traces(), direction, fitted.start(), BINS);
        double[] x = bins.centres();
        double[] low = law(x, direction, -1);
        double[] high = law(x, direction, 1);
        int hue = direction > 0 ? 0 : 1;
        series.add(Series.band("", hue, x, low, high));
        series.add(Series.points(way + ", measured", hue, x, bins.means()));
        String law = way + ", law of the mean device ± 1 σ of devices";
        series.add(Series.line(law, hue, x, law(x, direction, 0)));
      }
    }
    return new Panel(
        "steps",
        "Mean step against the state",
        STATE,
        "Step per pulse (weight)",
        false,
        Scale.LINEAR,
        series);
  }

  private double[] law(double[] x, int direction, double xi) {
    var device = model.device(xi, 0, 0, 0);
    return Arrays.stream(x)
        .map(w -> direction * device.step(direction) * model.law().factor(direction, w, device))
        .toArray();
  }

  /** The distribution of the devices' step sizes and the law of the population. */
  private Panel devices() {
    var setting = fitted.setting();
    double[] sizes =
        fitted.found().devices().stream()
            .mapToDouble(
                d -> setting.lognormal() ? Math.exp(d.own[Setting.SIZE]) : d.own[Setting.SIZE])
            .sorted()
            .toArray();
    double[] fractions = fractions(sizes.length);
    var draws = RandomStream.of(seed, "pulse-response-panel-sizes", 0);
    double[] drawn =
        IntStream.range(0, 1000)
            .mapToDouble(i -> model.sizes().of(1, draws.normal(i, 0), 0))
            .map(size -> size - model.sizes().mean() * model.sizes().upDown())
            .sorted()
            .toArray();
    return new Panel(
        "devices",
        "Step sizes of the devices",
        "Step size (weight per pulse)",
        "Devices below (%)",
        false,
        Scale.PROBABILITY,
        List.of(
            Series.points("devices, most likely sizes", DATA, sizes, fractions),
            Series.line("population", MODEL, drawn, fractions(drawn.length))));
  }

  private static double[] fractions(int n) {
    return IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n).toArray();
  }
}
