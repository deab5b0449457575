package org.hafnia.simulator.fitting.sense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;

/** Pictures of what was read against the distance of the branches, and of reads that gave 0. */
final class SensePanels {

  private static final int MODEL = 0;
  private static final int DATA = 1;
  private static final int BINS = 24;
  private static final int POINTS = 121;
  private static final int MOST_SUPPLIES = 5;
  private static final double REACH = 5;

  private final SenseFit fit;
  private final FitOptions options;
  private final SenseRows rows;

  SensePanels(SenseFit fit, FitOptions options) {
    this.fit = fit;
    this.options = options;
    rows = fit.rows();
  }

  List<Panel> all() {
    return rows.count(0) == 0 ? List.of(decisions()) : List.of(decisions(), zeros());
  }

  /** A share of rows in bins of what they stand at. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one picture.
  private record Shares(double[] at, double[] share, double[] low, double[] high) {

    /** With Wilson's intervals of 95 %. */
    static Shares of(double[] x, IntPredicate counts, IntToDoubleFunction value) {
      int[] some = IntStream.range(0, x.length).filter(counts).toArray();
      double from = Arrays.stream(some).mapToDouble(i -> x[i]).min().orElse(0);
      double to = Arrays.stream(some).mapToDouble(i -> x[i]).max().orElse(1);
      double width = Math.max(1e-12, (to - from) / BINS);
      double[] sums = new double[BINS];
      double[] counted = new double[BINS];
      double[] places = new double[BINS];
      for (int i : some) {
        int bin = Math.min(BINS - 1, (int) ((x[i] - from) / width));
        sums[bin] += value.applyAsDouble(i);
        places[bin] += x[i];
        counted[bin]++;
      }
      int[] there = IntStream.range(0, BINS).filter(bin -> counted[bin] > 0).toArray();
      double z = NormalLaw.quantile(0.975);
      double[] low = new double[there.length];
      double[] high = new double[there.length];
      for (int k = 0; k < there.length; k++) {
        double n = counted[there[k]];
        double p = sums[there[k]] / n;
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        low[k] = middle - half;
        high[k] = middle + half;
      }
      return new Shares(
          Arrays.stream(there).mapToDouble(bin -> places[bin] / counted[bin]).toArray(),
          Arrays.stream(there).mapToDouble(bin -> sums[bin] / counted[bin]).toArray(),
          low,
          high);
    }
  }

  private Panel decisions() {
    double[] distances = fit.distances();
    double offset = fit.curve().offset();
    IntPredicate near = i -> rows.read()[i] != 0 && Math.abs(distances[i]) < REACH * offset;
    var data = Shares.of(distances, near, i -> rows.read()[i] > 0 ? 1 : 0);
    var draws = RandomStream.of(options.seed(), "sense-panel", 0);
    var drawn =
        Shares.of(distances, near, i -> distances[i] + offset * draws.normal(i, 0) > 0 ? 1 : 0);
    double[] x =
        IntStream.range(0, POINTS)
            .mapToDouble(i -> REACH * offset * (2.0 * i / (POINTS - 1) - 1))
            .toArray();
    double reach = fit.maximum().reach(options.confidence()) * fit.maximum().error(0);
    double[] one = below(x, offset * Math.exp(reach));
    double[] other = below(x, offset * Math.exp(-reach));
    double[] low = new double[POINTS];
    double[] high = new double[POINTS];
    Arrays.setAll(low, i -> Math.min(one[i], other[i]));
    Arrays.setAll(high, i -> Math.max(one[i], other[i]));
    return new Panel(
        "decisions",
        "Reads of +1 among those of +1 and -1",
        "ln((R_BLb + R_T)/(R_BL + R_T)) (1)",
        "Share of reads of +1 (1)",
        false,
        Scale.LINEAR,
        List.of(
            Series.band("", MODEL, x, low, high),
            Series.dots("model, drawn", MODEL, drawn.at(), drawn.share()),
            Series.line("model, its error", MODEL, x, below(x, offset)),
            Series.points("data, 95 % intervals", DATA, data.at(), data.share())
                .between(data.low(), data.high())));
  }

  private static double[] below(double[] x, double offset) {
    return Arrays.stream(x).map(at -> NormalLaw.below(at / offset)).toArray();
  }

  private Panel zeros() {
    double[] supplies = rows.supplies();
    int step = Math.max(1, (supplies.length + MOST_SUPPLIES - 1) / MOST_SUPPLIES);
    double[] quicker = new double[rows.rows()];
    Arrays.setAll(quicker, i -> Math.exp(Math.min(rows.bl()[i], rows.blb()[i])));
    double[] lns = Arrays.stream(quicker).map(Math::log).toArray();
    var branches = fit.likelihood().branches(fit.curve());
    var series = new ArrayList<Series>();
    for (int s = 0; s < supplies.length; s += step) {
      double volt = supplies[s];
      IntPredicate there = i -> rows.settings().get(rows.setting()[i]).volt() == volt;
      var data = Shares.of(lns, there, i -> rows.read()[i] == 0 ? 1 : 0);
      var model = Shares.of(lns, there, i -> zero(branches[rows.setting()[i]], i));
      String word = "%.2f V".formatted(volt);
      series.add(Series.line(word + ", model", s / step, exp(model.at()), model.share()));
      series.add(
          Series.points(word + ", data", s / step, exp(data.at()), data.share())
              .between(data.low(), data.high()));
    }
    return new Panel(
        "zeros",
        "Reads of 0: neither branch fell in time",
        "Lower of the two resistances (Ω)",
        "Share of reads of 0 (1)",
        true,
        Scale.LINEAR,
        series);
  }

  private double zero(Branches at, int row) {
    return at.zero(at.of(rows.bl()[row]), at.of(rows.blb()[row]));
  }

  private static double[] exp(double[] x) {
    return Arrays.stream(x).map(Math::exp).toArray();
  }
}
