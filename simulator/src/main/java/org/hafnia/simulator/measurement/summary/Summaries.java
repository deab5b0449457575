package org.hafnia.simulator.measurement.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.summary.MeasurementSummary.NumberColumn;
import org.hafnia.simulator.measurement.summary.MeasurementSummary.Population;
import org.hafnia.simulator.measurement.summary.MeasurementSummary.RowsPerDevice;
import org.hafnia.simulator.measurement.summary.MeasurementSummary.WordColumn;

/** Sums up blocks as they pass, in memory that does not depend on how many there are. */
public final class Summaries {

  private static final int MOST_POPULATIONS = 24;
  private static final int MOST_WORDS = 50;
  private static final String RULE =
      "ln(R) further than 5 robust standard deviations (1.4826 times the median absolute deviation)"
          + " from the median of its state";

  private final MeasurementKind kind;
  private final double[] low;
  private final double[] high;
  private final long[] missing;
  private final Map<String, LogHistogram> populations = new TreeMap<>();
  private long[] rowsOfDevice = new long[256];
  private long rows;

  public Summaries(MeasurementKind kind) {
    this.kind = kind;
    int columns = kind.columns().size();
    low = new double[columns];
    high = new double[columns];
    missing = new long[columns];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
  }

  public void add(MeasurementBlock block) {
    rows += block.rows();
    for (int i = 0; i < kind.columns().size(); i++) {
      var column = kind.columns().get(i);
      if (column.type() == Column.Type.WORD) {
        words(block, i);
      } else {
        numbers(block, i);
        if (column.unit().equals("ohm") && block.has(i)) {
          populations(block, i);
        }
      }
    }
  }

  private void numbers(MeasurementBlock block, int column) {
    double[] values = block.numbers(column);
    for (int row = 0; row < block.rows(); row++) {
      double value = values[row];
      if (Double.isNaN(value)) {
        missing[column]++;
      } else {
        low[column] = Math.min(low[column], value);
        high[column] = Math.max(high[column], value);
      }
    }
  }

  private void words(MeasurementBlock block, int column) {
    boolean devices = kind.columns().get(column).name().equals("device");
    int[] codes = block.codes(column);
    int most = block.words(column).size();
    if (devices && most > rowsOfDevice.length) {
      rowsOfDevice = Arrays.copyOf(rowsOfDevice, Math.max(most, 2 * rowsOfDevice.length));
    }
    for (int row = 0; row < block.rows(); row++) {
      if (codes[row] < 0) {
        missing[column]++;
      } else if (devices) {
        rowsOfDevice[codes[row]]++;
      }
    }
  }

  private void populations(MeasurementBlock block, int column) {
    int states = stateColumn();
    var words = states < 0 ? List.<String>of() : block.words(states).list();
    var byState = new LogHistogram[words.size() + 1];
    double[] values = block.numbers(column);
    for (int row = 0; row < block.rows(); row++) {
      int state = states < 0 ? -1 : block.codes(states)[row];
      if (!Double.isNaN(values[row])) {
        var histogram = byState[state + 1];
        if (histogram == null) {
          histogram = population(column, state < 0 ? "" : words.get(state));
          byState[state + 1] = histogram;
        }
        histogram.add(values[row]);
      }
    }
  }

  private LogHistogram population(int column, String state) {
    String name = kind.columns().get(column).name();
    String key = name + "\t" + state;
    boolean room = populations.size() < MOST_POPULATIONS || populations.containsKey(key);
    return populations.computeIfAbsent(
        room ? key : name + "\tother", another -> new LogHistogram());
  }

  private int stateColumn() {
    for (int i = 0; i < kind.columns().size(); i++) {
      var column = kind.columns().get(i);
      boolean names = column.name().equals("state") || column.name().equals("operation");
      if (names && column.type() == Column.Type.WORD) {
        return i;
      }
    }
    return -1;
  }

  public MeasurementSummary summary(MeasurementBlock last, long skippedLines) {
    int devices = devices(last);
    var numbers = new ArrayList<NumberColumn>();
    var words = new ArrayList<WordColumn>();
    for (int i = 0; i < kind.columns().size(); i++) {
      var column = kind.columns().get(i);
      if (missing[i] < rows && column.type() == Column.Type.NUMBER) {
        numbers.add(new NumberColumn(column.name(), column.unit(), low[i], high[i], missing[i]));
      } else if (missing[i] < rows) {
        words.add(wordColumn(last, column, i));
      }
    }
    return new MeasurementSummary(
        rows, skippedLines, devices, rowsPerDevice(devices), numbers, words, populations(), RULE);
  }

  private RowsPerDevice rowsPerDevice(int devices) {
    var counts = Arrays.stream(rowsOfDevice, 0, devices).summaryStatistics();
    return devices == 0
        ? new RowsPerDevice(0, 0)
        : new RowsPerDevice(counts.getMin(), counts.getMax());
  }

  private int devices(MeasurementBlock last) {
    int column = kind.columns().stream().map(Column::name).toList().indexOf("device");
    return column < 0 ? 0 : last.words(column).size();
  }

  private WordColumn wordColumn(MeasurementBlock last, Column column, int index) {
    var words = last.words(index).list();
    var first = words.stream().limit(MOST_WORDS).toList();
    return new WordColumn(column.name(), words.size(), first, missing[index]);
  }

  private List<Population> populations() {
    var list = new ArrayList<Population>();
    populations.forEach(
        (key, histogram) -> {
          String[] parts = key.split("\t", -1);
          list.add(
              new Population(
                  parts[0],
                  parts[1],
                  histogram.count(),
                  histogram.quantile(0.5),
                  histogram.quantile(0.05),
                  histogram.quantile(0.95),
                  histogram.meanLn(),
                  histogram.deviationLn(),
                  histogram.outliers()));
        });
    return list;
  }
}
