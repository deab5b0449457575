package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.conditions.FailureLaw;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;

/** Pictures of one condition: window, bit errors, failed cells, each with data and model. */
final class EndurancePanels {

  private static final int POINTS = 61;
  private static final int BINS = 24;

  /** Errors are rare: they need more reads in a bin than a median does. */
  private static final int ERROR_BINS = 12;

  private static final int SAMPLES = 300;
  private static final double NORMAL_95 = 1.6448536269514722;

  private final ConditionFits.Fitted fit;
  private final FitOptions options;
  private final double from;
  private final double decades;
  private final double[] x;

  EndurancePanels(ConditionFits.Fitted fit, FitOptions options) {
    this.fit = fit;
    this.options = options;
    from = Math.log10(Math.max(1, fit.all().leastCycle()));
    decades = Math.log10(Math.max(1, fit.all().mostCycles())) - from;
    x = axis(POINTS);
  }

  private double[] axis(int points) {
    return IntStream.range(0, points)
        .mapToDouble(i -> Math.pow(10, from + decades * i / (points - 1)))
        .toArray();
  }

  List<Panel> all() {
    var panels = new ArrayList<Panel>();
    panels.add(window());
    panels.add(errors());
    if (fit.failing() != null) {
      panels.add(failed());
    }
    return panels;
  }

  private Panel window() {
    var series = new ArrayList<Series>();
    for (boolean high : new boolean[] {false, true}) {
      state(high, series);
    }
    return panel("window", "Resistance against cycles", "Resistance (Ω)", Scale.LOG, series);
  }

  private void state(boolean high, List<Series> series) {
    String word = high ? "HRS" : "LRS";
    double reach = fit.maximum().reach(options.confidence());
    double[][] y = new double[5][POINTS];
    for (int i = 0; i < POINTS; i++) {
      double cycles = x[i];
      var law = law(high, cycles);
      double error = fit.maximum().error(free -> fit.fit().curve(free, high).mean(cycles));
      y[0][i] = Math.exp(law.mu() - NORMAL_95 * law.sigma());
      y[1][i] = Math.exp(law.mu() + NORMAL_95 * law.sigma());
      y[2][i] = Math.exp(law.mu() - reach * error);
      y[3][i] = Math.exp(law.mu() + reach * error);
      y[4][i] = Math.exp(law.mu());
    }
    int hue = high ? 1 : 0;
    series.add(Series.band("", hue, x, y[0], y[1]));
    series.add(samples(high, word));
    series.add(Series.band("", hue, x, y[2], y[3]));
    series.add(Series.line(word + " model: median, its error, 5 to 95 %", hue, x, y[4]));
    var bins = bins(high, BINS);
    series.add(
        Series.points(
            word + " data, median",
            hue,
            bins.stream().mapToDouble(Bin::cycles).toArray(),
            bins.stream()
                .mapToDouble(bin -> Math.exp(bin.values()[bin.values().length / 2]))
                .toArray()));
  }

  private Series samples(boolean high, String word) {
    var draws = RandomStream.of(options.seed(), "endurance-panel " + word, 0);
    double[] at = axis(SAMPLES);
    double[] ohm = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      ohm[i] = Math.exp(law(high, at[i]).quantile(draws.uniform(0, i)));
    }
    return Series.dots(word + " model, drawn", high ? 1 : 0, at, ohm);
  }

  private LognormalLaw law(boolean high, double cycles) {
    return fit.fit().curve(fit.maximum().free(), high).law(cycles);
  }

  private Panel errors() {
    double[] pair = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      pair[i] = Math.max(1e-30, modelErrors(x[i]));
    }
    var low = bins(false, ERROR_BINS);
    var high = bins(true, ERROR_BINS);
    var shares = new ArrayList<PairErrors>();
    for (int i = 0; i < Math.min(low.size(), high.size()); i++) {
      shares.add(PairErrors.of(low.get(i).cycles(), low.get(i).values(), high.get(i).values()));
    }
    var seen = shares.stream().filter(share -> share.share() > 0).toList();
    var none = shares.stream().filter(share -> share.share() == 0).toList();
    var measured =
        Series.points(
            "all pairs of the data, 95 % interval",
            1, array(seen, PairErrors::cycles), array(seen, PairErrors::share));
    return panel(
        "bit-error-rate",
        "2T2R bit error rate against cycles",
        "Bit error rate (1)",
        Scale.LOG,
        List.of(
            Series.line("model", 0, x, pair),
            measured.between(array(seen, PairErrors::low), array(seen, PairErrors::high)),
            Series.limits(
                "no error in the data, 95 % limit",
                1, array(none, PairErrors::cycles), array(none, PairErrors::high))));
  }

  /** P(LRS above HRS) of two cells, either of which may have failed. */
  private double modelErrors(double cycles) {
    var low = law(false, cycles);
    var high = law(true, cycles);
    double working = above(low, high);
    if (fit.failing() == null) {
      return working;
    }
    var failures = failures();
    double p = failures.failed(cycles);
    double one = above(failures.stuck(), high) + above(low, failures.stuck());
    return (1 - p) * (1 - p) * working + p * (1 - p) * one + 0.5 * p * p;
  }

  private static double above(LognormalLaw low, LognormalLaw high) {
    return NormalLaw.below((low.mu() - high.mu()) / Math.hypot(low.sigma(), high.sigma()));
  }

  private FailureLaw failures() {
    double[] v = FailureLaw.TERMS.values(Objects.requireNonNull(fit.failing()).free());
    return new FailureLaw(v[0], v[1], new LognormalLaw(v[2], v[3]));
  }

  private Panel failed() {
    var law = failures();
    double[] times =
        Arrays.stream(fit.failures().firstBad()).filter(Double::isFinite).sorted().toArray();
    double[] share = new double[times.length];
    double surviving = 1;
    for (int i = 0; i < times.length; i++) {
      double time = times[i];
      long risk =
          IntStream.range(0, fit.failures().firstBad().length)
              .filter(
                  d ->
                      fit.failures().firstBad()[d] >= time
                          && (Double.isFinite(fit.failures().firstBad()[d])
                              || fit.failures().lastGood()[d] >= time))
              .count();
      surviving *= 1 - 1.0 / Math.max(1, risk);
      share[i] = 1 - surviving;
    }
    return panel(
        "failed-cells",
        "Share of failed cells against cycles",
        "Share of cells (1)",
        Scale.LINEAR,
        List.of(
            Series.line("model", 0, x, Arrays.stream(x).map(law::failed).toArray()),
            Series.points("data (Kaplan-Meier)", 1, times, share)));
  }

  @SuppressWarnings("ArrayRecordComponent") // Lives for one picture.
  private record Bin(double cycles, double[] values) {}

  /** Reads of all cells of one state, by cycles. */
  private List<Bin> bins(boolean high, int count) {
    var values = new ArrayList<List<Double>>();
    for (int i = 0; i <= count; i++) {
      values.add(new ArrayList<>());
    }
    for (var device : fit.all().devices()) {
      for (var read : device.reads()) {
        if (read.high() == high) {
          double place =
              decades == 0 ? 0 : (Math.log10(Math.max(1, read.cycle())) - from) / decades;
          values.get((int) Math.round(place * count)).add(read.lnOhm());
        }
      }
    }
    var bins = new ArrayList<Bin>();
    for (int i = 0; i <= count; i++) {
      if (!values.get(i).isEmpty()) {
        double[] sorted = values.get(i).stream().mapToDouble(v -> v).sorted().toArray();
        bins.add(new Bin(Math.pow(10, from + decades * i / count), sorted));
      }
    }
    return bins;
  }

  private Panel panel(String name, String title, String y, Scale scale, List<Series> series) {
    String own = fit.all().condition();
    return new Panel(
        own.isEmpty() ? name : name + "-" + own,
        own.isEmpty() ? title : title + ", " + own,
        "Cycles",
        y,
        true,
        scale,
        series);
  }

  private static double[] array(List<PairErrors> all, ToDoubleFunction<PairErrors> part) {
    return all.stream().mapToDouble(part).toArray();
  }
}
