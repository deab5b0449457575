package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.fitting.Shown;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.fitting.weakreset.population.Posterior;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hafnia.simulator.random.TruncatedLaw;

/** Pictures of the data and the fitted model. */
final class WeakResetPanels {

  private static final int POINTS = 100;
  private static final int TRACES = 12;
  private static final int MODEL = 0;
  private static final int DATA = 1;
  private static final int MOST_READS = 400_000;

  private final List<DeviceFit> devices;
  private final WeakResetModel model;

  WeakResetPanels(List<DeviceFit> devices, WeakResetModel model) {
    this.devices = devices;
    this.model = model;
  }

  List<Panel> panels(long seed, List<Double> autocorrelation) {
    return List.of(
        traces(seed),
        law(
            "slope",
            "Slope before the knee, m1 (ln R per pulse)",
            Posterior.Quantity.SLOPE,
            model.slope()),
        law("knee", "Knee, t* (pulses)", Posterior.Quantity.LN_KNEE, model.knee()),
        law(
            "late-slope",
            "Slope after the knee, m2 (ln R per pulse)",
            Posterior.Quantity.LATE_SLOPE,
            model.lateSlope()),
        autocorrelation(autocorrelation));
  }

  private Panel traces(long seed) {
    int last = devices.stream().mapToInt(device -> device.trace().lastPulse()).max().orElse(1);
    int drawn = Math.clamp(MOST_READS / (last + 1L), 20, 200);
    double[] ohm =
        ModelSamples.draw(model, new SampleSpec(seed, drawn, last)).numbers("resistanceOhm");
    int[] pulses =
        IntStream.range(0, POINTS)
            .map(i -> (int) ((long) i * last / (POINTS - 1)))
            .distinct()
            .toArray();
    double[][] quantiles = new double[3][pulses.length];
    double[] at = {0.05, 0.5, 0.95};
    for (int i = 0; i < pulses.length; i++) {
      int pulse = pulses[i];
      double[] sorted =
          IntStream.range(0, drawn)
              .mapToDouble(d -> ohm[d * (last + 1) + pulse])
              .sorted()
              .toArray();
      for (int q = 0; q < at.length; q++) {
        quantiles[q][i] = Quantiles.ofSorted(sorted, at[q]);
      }
    }
    double[] x = Arrays.stream(pulses).asDoubleStream().toArray();
    List<Series> series = new ArrayList<>();
    series.add(Series.band("", MODEL, x, quantiles[0], quantiles[2]));
    series.addAll(measured());
    series.add(Series.line("model: median, 5 to 95 %", MODEL, x, quantiles[1]));
    return new Panel(
        "traces",
        "Measured traces and draws from the fitted model",
        "Weak RESET pulses since the SET",
        "Resistance (Ω)",
        false,
        Scale.LOG,
        series);
  }

  private List<Series> measured() {
    int shown = Math.min(TRACES, devices.size());
    String all = shown == devices.size() ? "" : " of " + devices.size();
    var series = new ArrayList<Series>();
    for (int i = 0; i < shown; i++) {
      String name = i > 0 ? "" : "measured, " + Shown.count(shown, "device") + all;
      series.add(measured(name, devices.get(i).trace()));
    }
    return series;
  }

  private static Series measured(String name, Trace trace) {
    int step = Math.max(1, trace.reads() / POINTS);
    int n = Math.ceilDiv(trace.reads(), step);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = trace.pulses()[i * step];
      y[i] = Math.exp(trace.lnOhm()[i * step]);
    }
    return Series.trace(name, DATA, x, y);
  }

  private Panel law(String name, String x, Posterior.Quantity number, TruncatedLaw law) {
    boolean late = number == Posterior.Quantity.LN_KNEE || number == Posterior.Quantity.LATE_SLOPE;
    double[] known =
        devices.stream()
            .map(DeviceFit::posterior)
            .filter(posterior -> !late || posterior.bends() > 0.5)
            .mapToDouble(posterior -> posterior.moments(number)[0])
            .map(value -> number == Posterior.Quantity.LN_KNEE ? Math.exp(value) : value)
            .sorted()
            .toArray();
    // Knees beyond the trace are above all others; later slopes are missing at random.
    double of = number == Posterior.Quantity.LN_KNEE ? devices.size() : known.length;
    double[] fractions = new double[known.length];
    Arrays.setAll(fractions, i -> (i + 0.5) / of);
    double[] u = new double[POINTS];
    Arrays.setAll(u, i -> (i + 0.5) / POINTS);
    double[] quantiles = Arrays.stream(u).map(law::quantile).toArray();
    return new Panel(
        name,
        "Devices and the fitted law",
        x,
        "Devices below (%)",
        false,
        Scale.PROBABILITY,
        List.of(
            Series.points("devices", DATA, known, fractions),
            Series.line("fitted law", MODEL, quantiles, u)));
  }

  private static Panel autocorrelation(List<Double> lags) {
    double[] x = new double[lags.size()];
    Arrays.setAll(x, i -> i + 1.0);
    return new Panel(
        "residual-autocorrelation",
        "What is left in the residuals",
        "Lag (reads)",
        "Autocorrelation (1)",
        false,
        Scale.LINEAR,
        List.of(
            Series.line("no autocorrelation", MODEL, x, new double[x.length]),
            Series.points(
                "residuals", DATA, x, lags.stream().mapToDouble(Double::doubleValue).toArray())));
  }
}
