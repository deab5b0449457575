package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Devices that were read more than once, each at one temperature, times counted from its first
 * read. Reads whose times differ by less than 1 % count as one, the last of them.
 *
 * @param devices what was read
 * @param steps ways from one time to the next that occur, each one once
 * @param longest time from a first to a last read, in second
 * @param single devices that were left out because they have one read only
 */
record RetentionRows(List<Device> devices, List<Step> steps, double longest, int single) {

  private static final double BIN = 0.01;

  /** From one time to the next, in second from the first read, at a temperature. */
  record Step(double from, double to, double kelvin) {}

  /**
   * A device.
   *
   * @param name of the device
   * @param kelvin its temperature
   * @param first ln(R/ohm) of its first read
   * @param moves ln(R/R') from one read to the next
   * @param steps which step each move took
   */
  @SuppressWarnings("ArrayRecordComponent") // Columns of a fit, never compared.
  record Device(String name, double kelvin, double first, double[] moves, int[] steps) {

    /** ln(R/R0) at the last read. */
    double whole() {
      return Arrays.stream(moves).sum();
    }
  }

  private record Read(double second, double lnOhm) {}

  static RetentionRows of(MeasurementTable data) {
    int[] codes = data.codes("device");
    double[] times = data.numbers("timeSecond");
    double[] kelvins = data.numbers("temperatureKelvin");
    double[] ohms = data.numbers("resistanceOhm");
    record Key(int device, double kelvin) {}
    Map<Key, List<Read>> reads = new LinkedHashMap<>();
    for (int row = 0; row < data.rows(); row++) {
      reads
          .computeIfAbsent(new Key(codes[row], kelvins[row]), key -> new ArrayList<>())
          .add(new Read(times[row], Math.log(ohms[row])));
    }
    var steps = new LinkedHashMap<Step, Integer>();
    var devices = new ArrayList<Device>();
    double longest = 0;
    for (var entry : reads.entrySet()) {
      longest = Math.max(longest, span(entry.getValue()));
      var binned = binned(entry.getValue());
      if (binned.size() > 1) {
        String name = data.words("device").get(entry.getKey().device());
        devices.add(device(name, entry.getKey().kelvin(), binned, steps));
      }
    }
    return new RetentionRows(
        List.copyOf(devices), List.copyOf(steps.keySet()), longest, reads.size() - devices.size());
  }

  private static Device device(
      String name, double kelvin, List<Read> reads, Map<Step, Integer> steps) {
    double[] moves = new double[reads.size() - 1];
    int[] own = new int[moves.length];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = reads.get(i + 1).lnOhm() - reads.get(i).lnOhm();
      var step = new Step(reads.get(i).second(), reads.get(i + 1).second(), kelvin);
      own[i] = steps.computeIfAbsent(step, key -> steps.size());
    }
    return new Device(name, kelvin, reads.getFirst().lnOhm(), moves, own);
  }

  private static double span(List<Read> reads) {
    var times = reads.stream().mapToDouble(Read::second).summaryStatistics();
    return times.getMax() - times.getMin();
  }

  /** In the order of time, from the first read, one per percent of time. */
  private static List<Read> binned(List<Read> reads) {
    var sorted = reads.stream().sorted(Comparator.comparingDouble(Read::second)).toList();
    double start = sorted.getFirst().second();
    var binned = new ArrayList<Read>();
    binned.add(new Read(0, sorted.getFirst().lnOhm()));
    for (var read : sorted) {
      double after = read.second() - start;
      if (after > 0) {
        double rounded = Math.exp(BIN * Math.rint(Math.log(after) / BIN));
        if (binned.getLast().second() == rounded) {
          binned.removeLast();
        }
        binned.add(new Read(rounded, read.lnOhm()));
      }
    }
    return binned;
  }

  /** The temperatures, rising. */
  double[] kelvins() {
    return devices.stream().mapToDouble(Device::kelvin).distinct().sorted().toArray();
  }

  /** The times that occur after the first read, rising. */
  double[] seconds() {
    return steps.stream().mapToDouble(Step::to).distinct().sorted().toArray();
  }

  /** First reads, rising. */
  double[] firsts() {
    return devices.stream().mapToDouble(Device::first).sorted().toArray();
  }

  /** Standard deviation of the first reads. */
  double spreadOfFirsts() {
    return deviation(devices.stream().mapToDouble(Device::first).toArray());
  }

  /** The same without the devices of one temperature. */
  RetentionRows without(double kelvin) {
    return new RetentionRows(
        devices.stream().filter(device -> device.kelvin() != kelvin).toList(),
        steps,
        longest,
        single);
  }

  static double deviation(double[] x) {
    double mean = Arrays.stream(x).average().orElse(Double.NaN);
    return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length);
  }
}
