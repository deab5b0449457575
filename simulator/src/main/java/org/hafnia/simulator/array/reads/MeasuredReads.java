package org.hafnia.simulator.array.reads;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.states.BadCellRule;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Reads of both states of many cells over many cycles, as ln(R / ohm); NaN where one is missing.
 * Cells stand in the order of their addresses, so that those at places 2i and 2i + 1 are
 * neighbours.
 */
public final class MeasuredReads {

  /** Of ln R, for states whose reads are all equal. */
  private static final double LEAST_SIGMA = 1e-6;

  private static final long MOST = 200_000_000;

  private final double[][] low;
  private final double[][] high;

  private MeasuredReads(double[][] low, double[][] high) {
    this.low = low;
    this.high = high;
  }

  /**
   * Reads by cell and cycle.
   *
   * @param lowLnOhm LRS, one row per cell
   * @param highLnOhm HRS, rows of the same lengths
   */
  public static MeasuredReads of(double[][] lowLnOhm, double[][] highLnOhm) {
    if (lowLnOhm.length != highLnOhm.length || lowLnOhm.length == 0) {
      throw new IllegalArgumentException(
          lowLnOhm.length
              + " cells in LRS and "
              + highLnOhm.length
              + " in HRS; as many of both,"
              + " and at least one, are needed");
    }
    var low = new double[lowLnOhm.length][];
    var high = new double[lowLnOhm.length][];
    for (int cell = 0; cell < low.length; cell++) {
      if (lowLnOhm[cell].length != highLnOhm[cell].length) {
        throw new IllegalArgumentException(
            "cell "
                + cell
                + " has "
                + lowLnOhm[cell].length
                + " cycles in LRS and "
                + highLnOhm[cell].length
                + " in HRS; NaN stands for a missing read");
      }
      low[cell] = lowLnOhm[cell].clone();
      high[cell] = highLnOhm[cell].clone();
    }
    return new MeasuredReads(low, high);
  }

  /**
   * The reads of a set of the kind cycling. Cells are ordered by the number that their names are,
   * or as they come where a name is no number.
   *
   * @throws IllegalArgumentException for another kind, or where one of the states is missing
   */
  public static MeasuredReads of(MeasurementTable table) {
    if (table.kind() != MeasurementKind.CYCLING) {
      throw new IllegalArgumentException(
          "kind = " + table.kind().word() + "; error rates are counted in cycling measurements");
    }
    int[] cycles = ranks(table.numbers("cycle"));
    int columns = Arrays.stream(cycles).max().orElse(-1) + 1;
    var names = table.words("device");
    if ((long) names.size() * columns > MOST) {
      throw new IllegalArgumentException(
          names.size() + " devices x " + columns + " cycles are more than " + MOST + " reads");
    }
    int[] places = places(names);
    var low = missing(names.size(), columns);
    var high = missing(names.size(), columns);
    int[] devices = table.codes("device");
    int[] states = table.codes("state");
    double[] ohm = table.numbers("resistanceOhm");
    int lowCode = code(table.words("state"), "LRS");
    int highCode = code(table.words("state"), "HRS");
    for (int row = 0; row < table.rows(); row++) {
      if (states[row] == lowCode) {
        low[places[devices[row]]][cycles[row]] = Math.log(ohm[row]);
      } else if (states[row] == highCode) {
        high[places[devices[row]]][cycles[row]] = Math.log(ohm[row]);
      }
    }
    return new MeasuredReads(low, high);
  }

  public int cells() {
    return low.length;
  }

  /** Reads that are there, of both states. */
  public long count() {
    return Arrays.stream(low).mapToLong(MeasuredReads::present).sum()
        + Arrays.stream(high).mapToLong(MeasuredReads::present).sum();
  }

  /** ln(R / ohm) of a cell in a state, by cycle. */
  double[] of(int cell, ReadCase.State state) {
    return state == ReadCase.State.LOW ? low[cell] : high[cell];
  }

  /** Every read of a state. */
  void forEach(ReadCase.State state, DoubleConsumer action) {
    for (int cell = 0; cell < low.length; cell++) {
      for (double x : of(cell, state)) {
        if (!Double.isNaN(x)) {
          action.accept(x);
        }
      }
    }
  }

  /** The cells that {@link BadCellRule} calls good; neighbours are those among them. */
  public MeasuredReads withoutBadCells() {
    var lows = Arrays.stream(low).map(row -> there(row).toArray()).toList();
    var highs = Arrays.stream(high).map(row -> there(row).toArray()).toList();
    var rule = BadCellRule.of(lows, highs);
    int[] good =
        IntStream.range(0, low.length)
            .filter(cell -> !rule.isBad(lows.get(cell), highs.get(cell)))
            .toArray();
    return new MeasuredReads(
        Arrays.stream(good).mapToObj(cell -> low[cell]).toArray(double[][]::new),
        Arrays.stream(good).mapToObj(cell -> high[cell]).toArray(double[][]::new));
  }

  /** Lognormal states with the means and deviations of all reads. */
  public StatePair lognormals() {
    return new StatePair(lognormal(low), lognormal(high));
  }

  private static LognormalLaw lognormal(double[][] reads) {
    double[] all = Arrays.stream(reads).flatMapToDouble(MeasuredReads::there).toArray();
    if (all.length < 2) {
      throw new IllegalArgumentException(all.length + " reads of a state; expected 2 or more");
    }
    double mean = Arrays.stream(all).average().orElse(Double.NaN);
    return new LognormalLaw(mean, Math.max(LEAST_SIGMA, Math.sqrt(variance(all))));
  }

  private static double variance(double[] x) {
    double mean = Arrays.stream(x).average().orElse(Double.NaN);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  private static DoubleStream there(double[] row) {
    return Arrays.stream(row).filter(x -> !Double.isNaN(x));
  }

  private static long present(double[] row) {
    return Arrays.stream(row).filter(x -> !Double.isNaN(x)).count();
  }

  private static int code(List<String> words, String state) {
    int code = words.indexOf(state);
    if (code < 0) {
      throw new IllegalArgumentException(
          "state = " + words + "; reads of " + state + " are missing");
    }
    return code;
  }

  /** The place of each number among the different ones, from 0. */
  private static int[] ranks(double[] numbers) {
    double[] different = Arrays.stream(numbers).sorted().distinct().toArray();
    return Arrays.stream(numbers).mapToInt(x -> Arrays.binarySearch(different, x)).toArray();
  }

  private static int[] places(List<String> names) {
    int[] places = IntStream.range(0, names.size()).toArray();
    if (!names.stream().allMatch(name -> name.matches("\\d{1,9}(\\.0*)?"))) {
      return places;
    }
    var order =
        IntStream.range(0, names.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Double.parseDouble(names.get(i))))
            .toList();
    for (int place = 0; place < order.size(); place++) {
      places[order.get(place)] = place;
    }
    return places;
  }

  private static double[][] missing(int rows, int columns) {
    double[][] table = new double[rows][columns];
    for (double[] row : table) {
      Arrays.fill(row, Double.NaN);
    }
    return table;
  }
}
