package org.hafnia.service.measurements.plots;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Palette;
import org.hafnia.service.plots.sheet.Sheet;
import org.hafnia.service.plots.sheet.Sheet.Colours;
import org.hipparchus.special.Erf;
import org.springframework.stereotype.Service;

/** The pictures that there are of a set. */
@Service
public class MeasurementPlots {

  private static final int HISTOGRAM_BINS = 60;
  private static final int MAP_CELLS = 40;
  private static final int TRACES = 5;
  private static final int STEPS = 80;
  private static final String OHM = "Resistance (Ω)";

  private final MeasurementSets sets;

  MeasurementPlots(MeasurementSets sets) {
    this.sets = sets;
  }

  /** A picture by its name, and what it shows. */
  public record Entry(String name, String title) {}

  /** Which pictures there are. */
  public List<Entry> of(MeasurementSet set) {
    var reading = new Reading(sets, set);
    var distribution = new Entry("distribution", "Cumulative distribution, normal scale");
    var histogram = new Entry("histogram", "Histogram of resistances");
    return switch (set.kind()) {
      case PULSE_TRAIN -> {
        var traces = new Entry("traces", "Traces, median and 5-95 % band");
        yield reading.has("resistanceOhm")
            ? List.of(traces, distribution, histogram)
            : List.of(traces);
      }
      case CYCLING ->
          List.of(
              distribution, histogram, new Entry("endurance", "Median and 5-95 % band by cycle"));
      case PROGRAMMING ->
          List.of(new Entry("response", "Resistance after the pulse"), distribution, histogram);
      case RETENTION ->
          List.of(
              new Entry("retention", "Median and 5-95 % band in time"), distribution, histogram);
      case SENSE -> List.of(new Entry("sense-map", "Mean read value over both resistances"));
    };
  }

  /** The picture of that name, where there is one. */
  public Optional<Plot> draw(MeasurementSet set, String name) {
    if (of(set).stream().noneMatch(entry -> entry.name().equals(name))) {
      return Optional.empty();
    }
    var reading = new Reading(sets, set);
    var sheet =
        switch (name) {
          case "traces" -> traces(set, reading);
          case "distribution" -> distribution(set, reading);
          case "histogram" -> histogram(set, reading);
          case "endurance" ->
              bands(set, reading.fields("cycle", "resistanceOhm", "state", false), cycleAxis());
          case "response" ->
              bands(
                  set,
                  reading.fields("voltageVolt", "resistanceAfterOhm", "operation", false),
                  Axis.linear("Pulse voltage (V)"));
          case "retention" -> retention(set, reading);
          default -> senseMap(set, reading);
        };
    return Optional.of(() -> sheet);
  }

  private static Axis cycleAxis() {
    return Axis.whole("Cycle");
  }

  private static Sheet traces(MeasurementSet set, Reading reading) {
    boolean ohm = reading.has("resistanceOhm");
    String value = ohm ? "resistanceOhm" : "state";
    var y = ohm ? Axis.logarithmic(OHM) : Axis.linear("Normalised conductance (1)");
    var sheet = new Sheet(set.name(), Axis.whole("Pulse"), y);
    reading
        .fields("pulse", value, "", false)
        .forEach((word, field) -> band(sheet, "all devices", field, Ink.BLUE));
    var traces = reading.traces("pulse", value, TRACES);
    for (int i = 0; i < traces.size(); i++) {
      sheet.line(traces.get(i).device(), traces.get(i).x(), traces.get(i).y(), Ink.of(i + 1));
    }
    return sheet;
  }

  private static Sheet bands(MeasurementSet set, Map<String, Field> fields, Axis x) {
    var sheet = new Sheet(set.name(), x, Axis.logarithmic(OHM));
    int ink = 0;
    for (var entry : fields.entrySet()) {
      band(sheet, entry.getKey(), entry.getValue(), Ink.of(ink++));
    }
    return sheet;
  }

  private static void band(Sheet sheet, String name, Field field, Ink ink) {
    double[] xs = field.xs();
    String what = name.isEmpty() ? "" : name + ": ";
    sheet.band("", xs, field.quantiles(0.05), field.quantiles(0.95), ink);
    sheet.marked(what + "median, 5-95 % band", xs, field.quantiles(0.5), ink);
  }

  private static Sheet retention(MeasurementSet set, Reading reading) {
    boolean log = reading.column("timeSecond").high() > 0;
    var fields = reading.fields("timeSecond", "resistanceOhm", "state", log);
    String title = "Time since programming (s)";
    return bands(set, fields, log ? Axis.logarithmic(title) : Axis.linear(title));
  }

  /** By state or operation: each share of the rows against the resistance that it lies below. */
  private static Sheet distribution(MeasurementSet set, Reading reading) {
    var sheet =
        new Sheet(
            set.name(), Axis.logarithmic(OHM), Axis.probability("Cumulative probability (%)"));
    int ink = 0;
    for (var entry : populations(reading).entrySet()) {
      var field = entry.getValue();
      long[] counts = field.total();
      double[] shares = shares(Arrays.stream(counts).sum());
      var bins = reading.yBins(value(reading));
      double[] ohms = Arrays.stream(shares).map(share -> bins.quantile(counts, share)).toArray();
      sheet.line(entry.getKey().isEmpty() ? "all" : entry.getKey(), ohms, shares, Ink.of(ink++));
    }
    return sheet;
  }

  private static Sheet histogram(MeasurementSet set, Reading reading) {
    var sheet = new Sheet(set.name(), Axis.logarithmic(OHM), Axis.whole("Rows per bin"));
    var fine = reading.yBins(value(reading));
    int merged = fine.count() / HISTOGRAM_BINS;
    double[] edges = new double[HISTOGRAM_BINS + 1];
    Arrays.setAll(edges, bin -> fine.edge(bin * merged));
    edges[HISTOGRAM_BINS] = fine.edge(fine.count());
    int ink = 0;
    for (var entry : populations(reading).entrySet()) {
      long[] counts = entry.getValue().total();
      double[] heights = new double[HISTOGRAM_BINS];
      for (int bin = 0; bin < counts.length; bin++) {
        heights[Math.min(bin / merged, HISTOGRAM_BINS - 1)] += counts[bin];
      }
      sheet.bars(entry.getKey().isEmpty() ? "all" : entry.getKey(), edges, heights, Ink.of(ink++));
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

  /** Evenly spaced on a normal scale, as far into the tails as so many values reach. */
  private static double[] shares(long count) {
    double tail = Math.min(0.5 / Math.max(count, 2), 0.25);
    double reach = Math.sqrt(2) * Erf.erfcInv(2 * tail);
    double[] shares = new double[STEPS + 1];
    Arrays.setAll(
        shares, step -> 0.5 * Erf.erfc(-(reach * (2.0 * step / STEPS - 1)) / Math.sqrt(2)));
    return shares;
  }

  private Sheet senseMap(MeasurementSet set, Reading reading) {
    var x = map(reading, "resistanceBlOhm");
    var y = map(reading, "resistanceBlbOhm");
    double[][] sums = new double[MAP_CELLS][MAP_CELLS];
    double[][] counts = new double[MAP_CELLS][MAP_CELLS];
    int bl = reading.index("resistanceBlOhm");
    int blb = reading.index("resistanceBlbOhm");
    int read = reading.index("read");
    sets.scan(
        set,
        chunk -> {
          for (int row = 0; row < chunk.rows(); row++) {
            int across = x.bin(chunk.number(bl, row));
            int up = y.bin(chunk.number(blb, row));
            sums[up][across] += chunk.number(read, row);
            counts[up][across]++;
          }
        });
    for (int up = 0; up < MAP_CELLS; up++) {
      for (int across = 0; across < MAP_CELLS; across++) {
        sums[up][across] /= counts[up][across];
      }
    }
    return new Sheet(set.name(), Axis.logarithmic("R of BL (Ω)"), Axis.logarithmic("R of BLb (Ω)"))
        .image(
            new Colours("Mean read value (1)", Palette.DIVERGING, -1, 1),
            x.edges(),
            y.edges(),
            sums);
  }

  private static Bins map(Reading reading, String name) {
    var column = reading.column(name);
    return Bins.of(column.low(), column.high(), MAP_CELLS, true);
  }
}
