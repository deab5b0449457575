package org.hafnia.simulator.fitting.states;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Cycling measurements, cell by cell.
 *
 * @param cells with reads of both states, in order of first occurrence
 * @param left cells with reads of one state only, which are left out
 * @param range of resistance and cycles
 */
record CyclingCells(List<Cell> cells, int left, List<MeasuredRange> range) {

  /** Fewest reads of each state that say anything about a spread. */
  private static final int FEWEST = 3;

  static CyclingCells of(MeasurementTable table) throws FitProblem {
    if (table.kind() != MeasurementKind.CYCLING || table.rows() == 0) {
      throw new FitProblem(
          table.rows() + " rows of " + table.kind().word(), "rows of cycling measurements");
    }
    int[] devices = table.codes("device");
    double[] cycles = table.numbers("cycle");
    double[] ohm = table.numbers("resistanceOhm");
    int[] order =
        IntStream.range(0, table.rows())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(r -> devices[r])
                    .thenComparingDouble(r -> cycles[r]))
            .mapToInt(Integer::intValue)
            .toArray();
    var all = new ArrayList<Cell>();
    for (int from = 0, to; from < order.length; from = to) {
      to = from;
      while (to < order.length && devices[order[to]] == devices[order[from]]) {
        to++;
      }
      all.add(cell(table, Arrays.copyOfRange(order, from, to)));
    }
    var cells = all.stream().filter(Cell::hasBoth).toList();
    requireBothStates(all, cells);
    return new CyclingCells(
        cells,
        all.size() - cells.size(),
        List.of(range("resistance", "ohm", ohm), range("cycles", "1", cycles)));
  }

  /** The names of the conditions in the data; empty where there is no such column. */
  static List<String> conditions(MeasurementTable table) {
    return table.has("condition") ? table.words("condition") : List.of();
  }

  private static Cell cell(MeasurementTable table, int[] rows) throws FitProblem {
    var name = table.words("device").get(table.codes("device")[rows[0]]);
    return new Cell(name, reads(table, rows, Level.LRS), reads(table, rows, Level.HRS));
  }

  private static double[] reads(MeasurementTable table, int[] rows, Level level) throws FitProblem {
    int code = table.words("state").indexOf(level.name());
    int[] states = table.codes("state");
    double[] cycles = table.numbers("cycle");
    double[] ohm = table.numbers("resistanceOhm");
    double[] found = new double[rows.length];
    int count = 0;
    double last = Double.NaN;
    for (int row : rows) {
      if (states[row] == code) {
        if (cycles[row] == last) {
          var device = table.words("device").get(table.codes("device")[row]);
          throw new FitProblem(
              "device %s has two %s reads in cycle %.0f".formatted(device, level, last),
              "one read per device, cycle and state; are these two devices with one id?");
        }
        last = cycles[row];
        found[count++] = Math.log(ohm[row]);
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static void requireBothStates(List<Cell> all, List<Cell> cells) throws FitProblem {
    for (var level : Level.values()) {
      if (all.stream().allMatch(cell -> cell.reads(level).length == 0)) {
        throw new FitProblem("there is no read of " + level, "reads of both LRS and HRS");
      }
    }
    if (cells.isEmpty()) {
      throw new FitProblem("no device was read in both states", "devices with LRS and HRS");
    }
    for (var level : Level.values()) {
      requireSpread(cells, level);
    }
  }

  private static void requireSpread(List<Cell> cells, Level level) throws FitProblem {
    double[] x = cells.stream().flatMapToDouble(c -> Arrays.stream(c.reads(level))).toArray();
    if (x.length < FEWEST) {
      throw new FitProblem(
          x.length + " reads of " + level, "at least " + FEWEST + ", better hundreds");
    } else if (Arrays.stream(x).allMatch(v -> v == x[0])) {
      throw new FitProblem("all reads of " + level + " are equal", "reads with a spread");
    } else if (x.length > cells.size()
        && cells.stream().allMatch(cell -> isConstant(cell.reads(level)))) {
      throw new FitProblem(
          "each device reads the same " + level + " in all of its cycles",
          "reads that differ from cycle to cycle");
    }
  }

  private static boolean isConstant(double[] reads) {
    return Arrays.stream(reads).allMatch(read -> read == reads[0]);
  }

  private static MeasuredRange range(String quantity, String unit, double[] values) {
    return new MeasuredRange(
        quantity,
        unit,
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
