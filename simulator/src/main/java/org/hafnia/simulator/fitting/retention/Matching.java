package org.hafnia.simulator.fitting.retention;

import java.util.List;

/**
 * Whether first and last reads belong to the same cells. Where first reads differ widely, cells
 * that were high before are high afterwards; a correlation near zero means that rows of different
 * cells were matched, or that nothing of the states is left. Neither is a drift.
 */
final class Matching {

  private static final int FEWEST = 20;
  private static final double WIDE = 0.3;
  private static final double RELATED = 0.5;

  private Matching() {}

  /** Correlation of ln R at first and last read at a temperature; NaN where it says nothing. */
  static double correlation(RetentionRows rows, double kelvin) {
    var devices = rows.devices().stream().filter(d -> d.kelvin() == kelvin).toList();
    double[] first = devices.stream().mapToDouble(RetentionRows.Device::first).toArray();
    if (devices.size() < FEWEST || RetentionRows.deviation(first) < WIDE) {
      return Double.NaN;
    }
    return correlation(devices, first);
  }

  static boolean unrelated(double correlation) {
    return correlation < RELATED;
  }

  private static double correlation(List<RetentionRows.Device> devices, double[] first) {
    double[] last = devices.stream().mapToDouble(d -> d.first() + d.whole()).toArray();
    int n = first.length;
    double meanFirst = 0;
    double meanLast = 0;
    for (int i = 0; i < n; i++) {
      meanFirst += first[i] / n;
      meanLast += last[i] / n;
    }
    double product = 0;
    for (int i = 0; i < n; i++) {
      product += (first[i] - meanFirst) * (last[i] - meanLast) / n;
    }
    return product / (RetentionRows.deviation(first) * RetentionRows.deviation(last));
  }
}
