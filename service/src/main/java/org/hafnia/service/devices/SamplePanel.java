package org.hafnia.service.devices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Drawn rows as a picture: what the kind of measurement is usually shown as. */
final class SamplePanel {

  private static final int MOST_POINTS = 400;
  private static final int TRACES = 5;
  private static final int TAIL = 40;
  private static final String WIDTH = "widthSecond";
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;
  private static final String RESISTANCE = "Resistance (Ω)";

  private final String title;
  private final MeasurementTable table;

  private SamplePanel(String title, MeasurementTable table) {
    this.title = title;
    this.table = table;
  }

  static Panel of(ModelDescription model, MeasurementTable table) {
    var panel = new SamplePanel(model.title(), table);
    return switch (model.family()) {
      case WEAK_RESET, PULSE_RESPONSE -> panel.traces();
      case STATES -> panel.distributions();
      case PROGRAMMING -> panel.pulses();
      case ENDURANCE -> panel.over("cycle", "SET/RESET cycles");
      case RETENTION -> panel.drift();
      case SENSE_AMPLIFIER -> panel.reads();
    };
  }

  private Panel traces() {
    boolean resistance = table.has("resistanceOhm");
    String column = resistance ? "resistanceOhm" : "state";
    var all = summary(0, "all devices", table.numbers("pulse"), table.numbers(column));
    var series = new ArrayList<Series>(all.stream().limit(1).toList());
    int[] devices = table.codes("device");
    for (int device = 0; device < Math.min(TRACES, table.words("device").size()); device++) {
      series.add(trace(device, devices, column));
    }
    // Upon the traces: one of them may hide it.
    series.addAll(all.stream().skip(1).toList());
    var scale = resistance ? Scale.LOG : Scale.LINEAR;
    String y = resistance ? RESISTANCE : "State (normalised, 1)";
    return new Panel("samples", title, "Pulses", y, false, scale, series);
  }

  private Series trace(int device, int[] devices, String column) {
    double[] pulses = table.numbers("pulse");
    double[] values = table.numbers(column);
    int[] kept = thinned(rows(devices, device));
    return Series.trace(
        table.words("device").get(device), device + 1, at(pulses, kept), at(values, kept));
  }

  /** Median and 5-95 % band of each state over a logarithmic axis. */
  private Panel over(String x, String xTitle) {
    var series = new ArrayList<Series>();
    double[] xs = table.numbers(x);
    double[] ohms = table.numbers("resistanceOhm");
    if (table.has("state")) {
      int[] codes = table.codes("state");
      var words = table.words("state");
      for (int code = 0; code < words.size(); code++) {
        String word = words.get(code);
        int[] rows = rows(codes, code);
        series.addAll(summary(hue(word, code), word, at(xs, rows), at(ohms, rows)));
      }
    } else {
      series.addAll(summary(0, "all devices", xs, ohms));
    }
    return new Panel("samples", title, xTitle, RESISTANCE, true, Scale.LOG, series);
  }

  /**
   * Resistance after each pulse against what varies most between pulses: SET may be swept by its
   * gate, RESET by its voltage, and both be drawn over one axis of volts.
   */
  private Panel pulses() {
    var series = new ArrayList<Series>();
    int[] codes = table.codes("operation");
    var words = table.words("operation");
    var swept =
        IntStream.range(0, words.size()).mapToObj(code -> sweep(rows(codes, code))).toList();
    boolean widths = swept.contains(WIDTH);
    boolean one = swept.stream().distinct().count() == 1;
    for (int code = 0; code < words.size(); code++) {
      String x = widths ? WIDTH : swept.get(code);
      int[] rows = thinned(rows(codes, code));
      series.add(
          Series.dots(
              words.get(code) + (one || widths ? "" : " over its " + quantity(x)),
              hue(words.get(code), code),
              at(table.numbers(x), rows),
              at(table.numbers("resistanceAfterOhm"), rows)));
    }
    String axis = one ? axis(swept.getFirst()) : widths ? axis(WIDTH) : "Voltage (V)";
    return new Panel("samples", title, axis, RESISTANCE, widths, Scale.LOG, series);
  }

  /** Both resistances of each read, by what was read. */
  private Panel reads() {
    var series = new ArrayList<Series>();
    double[] values = table.numbers("read");
    for (int read = -1; read <= 1; read++) {
      double wanted = read;
      int[] rows =
          thinned(IntStream.range(0, values.length).filter(i -> values[i] == wanted).toArray());
      series.add(
          Series.dots(
              "%+d".formatted(read).replace("+0", "0"),
              read + 1,
              at(table.numbers("resistanceBlOhm"), rows),
              at(table.numbers("resistanceBlbOhm"), rows)));
    }
    return new Panel("samples", title, "R_BL (Ω)", "R_BLb (Ω)", true, Scale.LOG, series);
  }

  /** As in the pictures of measurements. */
  private static int hue(String word, int code) {
    return switch (word) {
      case "LRS", "SET" -> 0;
      case "HRS", "RESET" -> 1;
      default -> code + 2;
    };
  }

  /** Resistance relative to the first one of each device: what they start from is not retention. */
  private Panel drift() {
    double[] ohms = table.numbers("resistanceOhm");
    double[] times = table.numbers("timeSecond");
    int[] devices = table.codes("device");
    var first = new HashMap<Integer, Integer>();
    for (int row = 0; row < ohms.length; row++) {
      first.merge(devices[row], row, (a, b) -> times[b] < times[a] ? b : a);
    }
    double[] ratios = new double[ohms.length];
    Arrays.setAll(ratios, row -> ohms[row] / ohms[Objects.requireNonNull(first.get(devices[row]))]);
    return new Panel(
        "samples",
        title,
        "Time (s)",
        "Resistance / first resistance (1)",
        true,
        Scale.LOG,
        summary(0, "all devices", times, ratios));
  }

  /** Median and band. */
  private static List<Series> summary(int hue, String name, double[] xs, double[] ys) {
    var groups = new TreeMap<Double, List<Double>>();
    for (int row = 0; row < xs.length; row++) {
      if (Double.isFinite(ys[row])) {
        groups.computeIfAbsent(xs[row], key -> new ArrayList<>()).add(ys[row]);
      }
    }
    int step = Math.max(1, groups.size() / MOST_POINTS);
    var kept = new ArrayList<Map.Entry<Double, double[]>>();
    int number = 0;
    for (var group : groups.entrySet()) {
      if (number++ % step == 0) {
        kept.add(Map.entry(group.getKey(), sorted(group.getValue())));
      }
    }
    if (kept.isEmpty()) {
      return List.of();
    }
    double[] at = kept.stream().mapToDouble(Map.Entry::getKey).toArray();
    return List.of(
        Series.band("", hue, at, quantiles(kept, LOW), quantiles(kept, HIGH)),
        Series.line(name + ": median, 5–95 % band", hue, at, quantiles(kept, 1.0 / 2)));
  }

  /** Cumulative distribution of each state, on a probability axis. */
  private Panel distributions() {
    var series = new ArrayList<Series>();
    int[] codes = table.codes("state");
    var words = table.words("state");
    for (int code = 0; code < words.size(); code++) {
      double[] values = at(table.numbers("resistanceOhm"), rows(codes, code));
      Arrays.sort(values);
      int[] ranks = ranks(values.length);
      double[] below =
          Arrays.stream(ranks).mapToDouble(rank -> (rank + 1.0 / 2) / values.length).toArray();
      series.add(
          Series.line(words.get(code), hue(words.get(code), code), at(values, ranks), below));
    }
    return new Panel(
        "samples",
        title,
        RESISTANCE,
        "Cumulative probability (%)",
        true,
        Scale.PROBABILITY,
        series);
  }

  /** Evenly spread, but all of both tails: there a probability axis is long. */
  private static int[] ranks(int values) {
    int step = Math.max(1, values / MOST_POINTS);
    return IntStream.range(0, values)
        .filter(rank -> rank % step == 0 || rank < TAIL || rank >= values - TAIL)
        .toArray();
  }

  /** The column of a sweep that varies most. */
  private String sweep(int[] rows) {
    return List.of("voltageVolt", "gateVolt", WIDTH).stream()
        .filter(table::has)
        .max(Comparator.comparingLong(column -> distinct(column, rows)))
        .orElse("voltageVolt");
  }

  private long distinct(String column, int[] rows) {
    return Arrays.stream(at(table.numbers(column), rows)).distinct().count();
  }

  private static String axis(String column) {
    return switch (column) {
      case "gateVolt" -> "Gate voltage (V)";
      case WIDTH -> "Pulse width (s)";
      default -> "Pulse voltage (V)";
    };
  }

  private static String quantity(String column) {
    return column.equals("gateVolt") ? "gate voltage" : "pulse voltage";
  }

  /** Evenly spread over all, no more than can be told apart in a picture. */
  private static int[] thinned(int[] rows) {
    int step = Math.max(1, rows.length / MOST_POINTS);
    return IntStream.range(0, rows.length).filter(i -> i % step == 0).map(i -> rows[i]).toArray();
  }

  private static int[] rows(int[] codes, int code) {
    return IntStream.range(0, codes.length).filter(row -> codes[row] == code).toArray();
  }

  private static double[] at(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double[] quantiles(List<Map.Entry<Double, double[]>> groups, double share) {
    return groups.stream()
        .map(Map.Entry::getValue)
        .mapToDouble(values -> values[(int) Math.round(share * (values.length - 1))])
        .toArray();
  }
}
