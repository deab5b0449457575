package org.hafnia.service.devices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;
  private static final String RESISTANCE = "Resistance (ohm)";

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
      case RETENTION -> panel.over("timeSecond", "Time (s)");
    };
  }

  private Panel traces() {
    boolean resistance = table.has("resistanceOhm");
    String column = resistance ? "resistanceOhm" : "state";
    var series = new ArrayList<>(summary("all devices", "pulse", column, new int[0], 0));
    int[] devices = table.codes("device");
    for (int device = 0; device < Math.min(TRACES, table.words("device").size()); device++) {
      series.add(trace(device, devices, column));
    }
    var scale = resistance ? Scale.LOG : Scale.LINEAR;
    String y = resistance ? RESISTANCE : "State (normalised)";
    return new Panel("samples", title, "Pulses", y, false, scale, series);
  }

  private Series trace(int device, int[] devices, String column) {
    double[] pulses = table.numbers("pulse");
    double[] values = table.numbers(column);
    int[] kept = thinned(rows(devices, device));
    return Series.line(table.words("device").get(device), at(pulses, kept), at(values, kept));
  }

  /** Median and 5-95 % band of each state over a logarithmic axis. */
  private Panel over(String x, String xTitle) {
    var series = new ArrayList<Series>();
    if (table.has("state")) {
      int[] codes = table.codes("state");
      var words = table.words("state");
      for (int code = 0; code < words.size(); code++) {
        series.addAll(summary(words.get(code), x, "resistanceOhm", codes, code));
      }
    } else {
      series.addAll(summary("all devices", x, "resistanceOhm", new int[0], 0));
    }
    return new Panel("samples", title, xTitle, RESISTANCE, true, Scale.LOG, series);
  }

  /** Resistance after each pulse against what varies most between pulses. */
  private Panel pulses() {
    var series = new ArrayList<Series>();
    String x = sweep(table);
    int[] codes = table.codes("operation");
    var words = table.words("operation");
    for (int code = 0; code < words.size(); code++) {
      int[] rows = thinned(rows(codes, code));
      series.add(
          Series.points(
              words.get(code),
              at(table.numbers(x), rows),
              at(table.numbers("resistanceAfterOhm"), rows)));
    }
    return new Panel(
        "samples", title, axis(x), RESISTANCE, x.equals("widthSecond"), Scale.LOG, series);
  }

  private List<Series> summary(String name, String x, String y, int[] codes, int code) {
    var groups = new TreeMap<Double, List<Double>>();
    double[] xs = table.numbers(x);
    double[] ys = table.numbers(y);
    for (int row = 0; row < table.rows(); row++) {
      if ((codes.length == 0 || codes[row] == code) && Double.isFinite(ys[row])) {
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
        Series.band(name + ", 5 to 95 %", at, quantiles(kept, LOW), quantiles(kept, HIGH)),
        Series.line(name + ", median", at, quantiles(kept, 1.0 / 2)));
  }

  /** Cumulative distribution of each state, on a probability axis. */
  private Panel distributions() {
    var series = new ArrayList<Series>();
    int[] codes = table.codes("state");
    var words = table.words("state");
    for (int code = 0; code < words.size(); code++) {
      double[] values = at(table.numbers("resistanceOhm"), rows(codes, code));
      Arrays.sort(values);
      int points = Math.min(MOST_POINTS, values.length);
      double[] x = new double[points];
      double[] fraction = new double[points];
      for (int i = 0; i < points; i++) {
        int rank = (int) ((i + 1.0 / 2) * values.length / points);
        x[i] = values[rank];
        fraction[i] = (rank + 1.0 / 2) / values.length;
      }
      series.add(Series.points(words.get(code), x, fraction));
    }
    return new Panel(
        "samples", title, RESISTANCE, "Cumulative (%)", true, Scale.PROBABILITY, series);
  }

  /** The column of a sweep that varies most. */
  private static String sweep(MeasurementTable table) {
    return List.of("gateVolt", "voltageVolt", "widthSecond").stream()
        .filter(table::has)
        .max((a, b) -> Long.compare(distinct(table, a), distinct(table, b)))
        .orElse("voltageVolt");
  }

  private static long distinct(MeasurementTable table, String column) {
    return Arrays.stream(table.numbers(column)).distinct().count();
  }

  private static String axis(String column) {
    return switch (column) {
      case "gateVolt" -> "Gate (V)";
      case "widthSecond" -> "Pulse width (s)";
      default -> "Voltage (V)";
    };
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
