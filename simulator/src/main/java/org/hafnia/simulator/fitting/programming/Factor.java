package org.hafnia.simulator.fitting.programming;

import java.util.Arrays;

/**
 * What was varied: voltage, gate or width.
 *
 * @param word "voltage", "gate", "width"
 * @param unit of the axis
 * @param values on the scale on which the curve takes it: volt, or ln(width/s)
 * @param least of the values
 * @param greatest of the values
 */
@SuppressWarnings("ArrayRecordComponent") // A column of a fit, never compared.
record Factor(String word, String unit, double[] values, double least, double greatest) {

  static Factor voltage(PulseRows rows) {
    return of("voltage", "V", rows.volt());
  }

  static Factor gate(PulseRows rows) {
    return of("gate", "V", rows.gate());
  }

  static Factor width(PulseRows rows) {
    return of("width", "s", Arrays.stream(rows.width()).map(Math::log).toArray());
  }

  private static Factor of(String word, String unit, double[] values) {
    var range = Arrays.stream(values).summaryStatistics();
    return new Factor(word, unit, values, range.getMin(), range.getMax());
  }

  double span() {
    return greatest() - least();
  }

  boolean varies() {
    return span() > 1e-9 * Math.max(1, Math.abs(greatest()));
  }

  double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
