package org.hafnia.simulator.fitting.programming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.hafnia.simulator.fitting.likelihood.CellShare;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * The pulses of one operation, grouped by device; in volt, second and ln(R/ohm).
 *
 * @param operation SET or RESET
 * @param devices names
 * @param starts where each device's rows start, and the end
 * @param volt V
 * @param gate Vg; all 0 where the data have none
 * @param width in second
 * @param after ln(R/ohm)
 * @param hasGate whether the data have a gate voltage
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a fit, never compared.
record PulseRows(
    String operation,
    List<String> devices,
    int[] starts,
    double[] volt,
    double[] gate,
    double[] width,
    double[] after,
    boolean hasGate) {

  /** Blocks of rows that errors rest on where there are too few devices. */
  private static final int BLOCKS = 40;

  static PulseRows of(MeasurementTable data, String operation) {
    int[] operations = data.codes("operation");
    int wanted = data.words("operation").indexOf(operation);
    int[] codes = data.codes("device");
    boolean hasGate = data.has("gateVolt");
    double[] gates = hasGate ? data.numbers("gateVolt") : new double[data.rows()];
    var byDevice = new LinkedHashMap<Integer, List<Integer>>();
    for (int row = 0; row < data.rows(); row++) {
      if (operations[row] == wanted && !Double.isNaN(gates[row])) {
        byDevice.computeIfAbsent(codes[row], code -> new ArrayList<>()).add(row);
      }
    }
    int[] order = byDevice.values().stream().flatMap(List::stream).mapToInt(i -> i).toArray();
    int[] starts = new int[byDevice.size() + 1];
    int device = 0;
    for (var rows : byDevice.values()) {
      starts[device + 1] = starts[device++] + rows.size();
    }
    return new PulseRows(
        operation,
        byDevice.keySet().stream().map(data.words("device")::get).toList(),
        starts,
        picked(data.numbers("voltageVolt"), order),
        picked(gates, order),
        picked(data.numbers("widthSecond"), order),
        Arrays.stream(picked(data.numbers("resistanceAfterOhm"), order)).map(Math::log).toArray(),
        hasGate);
  }

  private static double[] picked(double[] column, int[] order) {
    return Arrays.stream(order).mapToDouble(row -> column[row]).toArray();
  }

  int rows() {
    return after.length;
  }

  int deviceCount() {
    return devices.size();
  }

  /** Whether a device has more than one row. */
  boolean repeats() {
    return rows() > deviceCount();
  }

  /** Whether clusters are devices; with too few of these they are blocks of consecutive rows. */
  boolean byDevice() {
    return deviceCount() >= CellShare.FEWEST_DEVICES;
  }

  /** The cluster of each row, for errors. */
  int[] clusters() {
    int[] clusters = new int[rows()];
    int block = byDevice() ? Integer.MAX_VALUE : Math.max(1, rows() / BLOCKS);
    int cluster = -1;
    for (int device = 0; device < deviceCount(); device++) {
      for (int row = starts[device]; row < starts[device + 1]; row++) {
        cluster += (row - starts[device]) % block == 0 ? 1 : 0;
        clusters[row] = cluster;
      }
    }
    return clusters;
  }
}
