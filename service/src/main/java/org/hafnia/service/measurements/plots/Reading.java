package org.hafnia.service.measurements.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.summary.MeasurementSummary.NumberColumn;

/** Reads the rows of a set into fields, one for each word of a column. */
final class Reading {

  private static final int X_BINS = 120;
  private static final int Y_BINS = 960;
  private static final int MOST_GROUPS = 6;

  private final MeasurementSets sets;
  private final MeasurementSet set;

  Reading(MeasurementSets sets, MeasurementSet set) {
    this.sets = sets;
    this.set = set;
  }

  /** Fields by the words of a column; one without a name where the rows have no such word. */
  Map<String, Field> fields(String xName, String yName, String groups, boolean logX) {
    var byWord = new TreeMap<String, Field>(Comparator.naturalOrder());
    var words =
        groups.isEmpty() || !wordColumn(groups) ? List.<String>of() : sets.words(set, groups);
    int group = index(groups);
    int x = index(xName);
    int y = index(yName);
    var xBins = xBins(xName, logX);
    var yBins = yBins(yName);
    sets.scan(
        set,
        chunk -> {
          for (int row = 0; row < chunk.rows(); row++) {
            double at = x < 0 ? 0 : chunk.number(x, row);
            double value = chunk.number(y, row);
            int code = words.isEmpty() ? -1 : chunk.code(group, row);
            if (!Double.isNaN(at) && !Double.isNaN(value) && (!logX || at > 0)) {
              String word = code < 0 ? "" : words.get(code);
              field(byWord, word, xBins, yBins).add(at, value);
            }
          }
        });
    return byWord;
  }

  private static Field field(Map<String, Field> byWord, String word, Bins x, Bins y) {
    boolean room = byWord.size() < MOST_GROUPS || byWord.containsKey(word);
    return byWord.computeIfAbsent(room ? word : "other", another -> new Field(x, y));
  }

  /** The first rows of a few devices, in the order of x. */
  List<Trace> traces(String xName, String yName, int most) {
    var traces = new ArrayList<Trace>();
    int device = index("device");
    int x = index(xName);
    int y = index(yName);
    var names = sets.words(set, "device");
    names.stream().limit(most).forEach(name -> traces.add(new Trace(name)));
    int rows = Math.toIntExact(Math.min(set.rows(), 200_000));
    sets.scan(
        set,
        0,
        rows,
        chunk -> {
          for (int row = 0; row < chunk.rows(); row++) {
            int code = chunk.code(device, row);
            if (code >= 0 && code < traces.size() && !Double.isNaN(chunk.number(y, row))) {
              traces.get(code).add(chunk.number(x, row), chunk.number(y, row));
            }
          }
        });
    return traces;
  }

  /** The rows of one device. */
  record Trace(String device, List<Double> xs, List<Double> ys) {

    private static final int MOST = 2000;

    Trace(String device) {
      this(device, new ArrayList<>(), new ArrayList<>());
    }

    void add(double x, double y) {
      if (xs.size() < MOST) {
        xs.add(x);
        ys.add(y);
      }
    }

    /** The order of its rows by x: a file may tell of several runs of pulses side by side. */
    int[] order() {
      return IntStream.range(0, xs.size())
          .boxed()
          .sorted(Comparator.comparing(xs::get))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    double[] x() {
      return Arrays.stream(order()).mapToDouble(xs::get).toArray();
    }

    double[] y() {
      return Arrays.stream(order()).mapToDouble(ys::get).toArray();
    }
  }

  private Bins xBins(String name, boolean log) {
    if (name.isEmpty()) {
      return Bins.of(0, 1, 1, false);
    }
    var column = column(name);
    boolean count = column.unit().equals("1");
    double low = log && column.low() <= 0 ? leastAboveZero(name) : column.low();
    return count && !log
        ? Bins.whole(low, column.high(), X_BINS)
        : Bins.of(low, Math.max(low, column.high()), X_BINS, log);
  }

  private double leastAboveZero(String name) {
    double[] least = {Double.POSITIVE_INFINITY};
    int column = index(name);
    sets.scan(
        set,
        chunk -> {
          for (int row = 0; row < chunk.rows(); row++) {
            double value = chunk.number(column, row);
            least[0] = value > 0 ? Math.min(least[0], value) : least[0];
          }
        });
    return Double.isFinite(least[0]) ? least[0] : 1;
  }

  Bins yBins(String name) {
    var column = column(name);
    return Bins.of(column.low(), column.high(), Y_BINS, column.unit().equals("ohm"));
  }

  boolean has(String name) {
    return set.summary().numbers().stream().anyMatch(column -> column.name().equals(name));
  }

  boolean wordColumn(String name) {
    return set.summary().words().stream().anyMatch(column -> column.name().equals(name));
  }

  NumberColumn column(String name) {
    return set.summary().numbers().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** -1 where the kind has none. */
  int index(String name) {
    return set.kind().columns().stream().map(Column::name).toList().indexOf(name);
  }
}
