package org.hafnia.service.measurements.plots;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Sheet;
import org.hipparchus.special.Erf;

/** Distributions of the resistances of each state, wherever they were read. */
final class Populations {

  private static final int HISTOGRAM_BINS = 60;
  private static final int STEPS = 80;

  /** As many values as can be looked at one by one. */
  private static final int FEW = 60;

  private Populations() {}

  /** By state or operation: each share of the rows against the resistance that it lies below. */
  static Sheet distribution(MeasurementSet set, Reading reading) {
    var sheet =
        new Sheet(
            set.name(),
            Axis.logarithmic(Bands.OHM),
            Axis.probability("Cumulative probability (%)"));
    var populations = populations(reading);
    var inks = StateInks.of(populations.keySet());
    var bins = reading.yBins(value(reading));
    populations.forEach(
        (word, field) -> {
          long[] counts = field.total();
          long rows = Arrays.stream(counts).sum();
          double[] shares = rows <= FEW ? steps(rows) : shares(rows);
          double[] ohms = Arrays.stream(shares).map(u -> bins.quantile(counts, u)).toArray();
          String name = word.isEmpty() ? "all" : word;
          if (rows <= FEW) {
            sheet.points(name, ohms, shares, inks.of(word));
          } else {
            sheet.line(name, ohms, shares, inks.of(word));
          }
        });
    return sheet;
  }

  static Sheet histogram(MeasurementSet set, Reading reading) {
    var sheet =
        new Sheet(
            set.name(),
            Axis.logarithmic(Bands.OHM),
            Axis.whole("Rows per bin").between(0, Double.NaN));
    var fine = reading.yBins(value(reading));
    int merged = fine.count() / HISTOGRAM_BINS;
    double[] edges = new double[HISTOGRAM_BINS + 1];
    Arrays.setAll(edges, bin -> fine.edge(bin * merged));
    edges[HISTOGRAM_BINS] = fine.edge(fine.count());
    var populations = populations(reading);
    var inks = StateInks.of(populations.keySet());
    for (var entry : populations.entrySet()) {
      long[] counts = entry.getValue().total();
      double[] heights = new double[HISTOGRAM_BINS];
      for (int bin = 0; bin < counts.length; bin++) {
        heights[Math.min(bin / merged, HISTOGRAM_BINS - 1)] += counts[bin];
      }
      String word = entry.getKey();
      sheet.bars(word.isEmpty() ? "all" : word, edges, heights, inks.of(word));
    }
    return sheet;
  }

  private static Map<String, Field> populations(Reading reading) {
    String group = reading.wordColumn("operation") ? "operation" : "state";
    boolean grouped = reading.wordColumn(group);
    return new TreeMap<>(reading.fields("", value(reading), grouped ? group : "", false));
  }

  private static String value(Reading reading) {
    return reading.has("resistanceAfterOhm") ? "resistanceAfterOhm" : "resistanceOhm";
  }

  /** One share for each of a few values. */
  private static double[] steps(long count) {
    double[] shares = new double[Math.toIntExact(count)];
    Arrays.setAll(shares, i -> (i + 0.5) / count);
    return shares;
  }

  /** Evenly spaced on a normal scale, as far into the tails as so many values reach. */
  private static double[] shares(long count) {
    double tail = Math.min(0.5 / Math.max(count, 2), 0.25);
    double reach = Math.sqrt(2) * Erf.erfcInv(2 * tail);
    double[] shares = new double[STEPS + 1];
    Arrays.setAll(
        shares, step -> 0.5 * Erf.erfc(-(reach * (2.0 * step / STEPS - 1)) / Math.sqrt(2)));
    return shares;
  }
}
