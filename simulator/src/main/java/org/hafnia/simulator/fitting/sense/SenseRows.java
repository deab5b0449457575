package org.hafnia.simulator.fitting.sense;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Reads, those of an amplifier together.
 *
 * @param settings supplies and temperatures that occur
 * @param setting of each read
 * @param bl ln(R_BL/ohm) of each read
 * @param blb ln(R_BLb/ohm)
 * @param read -1, 0 or +1
 * @param starts first read of each cluster, and the number of reads at the end
 * @param amplifiers how many, where reads name theirs; 0 where they do not
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a fit, never compared.
record SenseRows(
    List<Setting> settings,
    int[] setting,
    double[] bl,
    double[] blb,
    int[] read,
    int[] starts,
    int amplifiers) {

  /** With fewer, what they differ in cannot be told: errors rest on blocks of reads. */
  static final int FEWEST_AMPLIFIERS = 8;

  private static final int BLOCKS = 200;
  private static final int FEWEST_IN_BLOCK = 5;

  /** Supply in volt, temperature in kelvin. */
  record Setting(double volt, double kelvin) {}

  static SenseRows of(MeasurementTable data) {
    boolean named = data.has("device");
    int amplifiers = named ? data.words("device").size() : 0;
    int[] device = named ? data.codes("device") : new int[data.rows()];
    boolean byAmplifier = amplifiers >= FEWEST_AMPLIFIERS;
    int[] order =
        IntStream.range(0, data.rows())
            .boxed()
            .sorted(Comparator.comparingInt(row -> byAmplifier ? device[row] : 0))
            .mapToInt(Integer::intValue)
            .toArray();
    var numbers = new LinkedHashMap<Setting, Integer>();
    double[] volts = data.numbers("supplyVolt");
    double[] kelvins = data.numbers("temperatureKelvin");
    int[] setting =
        Arrays.stream(order)
            .map(
                row ->
                    numbers.computeIfAbsent(
                        new Setting(volts[row], kelvins[row]), key -> numbers.size()))
            .toArray();
    double[] reads = at(data.numbers("read"), order);
    return new SenseRows(
        List.copyOf(numbers.keySet()),
        setting,
        logs(data.numbers("resistanceBlOhm"), order),
        logs(data.numbers("resistanceBlbOhm"), order),
        Arrays.stream(reads).mapToInt(read -> (int) read).toArray(),
        byAmplifier ? byDevice(device, order) : blocks(order.length),
        amplifiers);
  }

  private static int[] byDevice(int[] device, int[] order) {
    int rows = order.length;
    return IntStream.concat(
            IntStream.range(0, rows)
                .filter(i -> i == 0 || device[order[i]] != device[order[i - 1]]),
            IntStream.of(rows))
        .toArray();
  }

  private static int[] blocks(int rows) {
    int blocks = Math.clamp(rows / FEWEST_IN_BLOCK, 1, BLOCKS);
    return IntStream.rangeClosed(0, blocks).map(b -> (int) ((long) b * rows / blocks)).toArray();
  }

  private static double[] at(double[] values, int[] order) {
    return Arrays.stream(order).mapToDouble(row -> values[row]).toArray();
  }

  private static double[] logs(double[] ohms, int[] order) {
    return Arrays.stream(order).mapToDouble(row -> Math.log(ohms[row])).toArray();
  }

  int rows() {
    return read.length;
  }

  int clusters() {
    return starts.length - 1;
  }

  long count(int value) {
    return Arrays.stream(read).filter(one -> one == value).count();
  }

  /** Reads that chose the branch of the higher resistance. */
  long against() {
    return IntStream.range(0, rows()).filter(i -> read[i] * (blb[i] - bl[i]) < 0).count();
  }

  double[] supplies() {
    return settings.stream().mapToDouble(Setting::volt).distinct().sorted().toArray();
  }

  double[] kelvins() {
    return settings.stream().mapToDouble(Setting::kelvin).distinct().sorted().toArray();
  }

  /** Least and greatest resistance of either branch, in ohm. */
  double[] resistances() {
    var ohms = Arrays.stream(new double[][] {bl, blb}).flatMapToDouble(Arrays::stream);
    var both = ohms.summaryStatistics();
    return new double[] {Math.exp(both.getMin()), Math.exp(both.getMax())};
  }
}
