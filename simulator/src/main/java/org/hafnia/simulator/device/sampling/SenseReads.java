package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/**
 * Reads of sense amplifiers, each with its own offset: at the lowest, middle and highest supply and
 * temperature in turn, or at "supplyVolt" and "temperatureKelvin" of the spec; of resistances drawn
 * evenly by ln R from the measured range, or "resistanceBlOhm" and "resistanceBlbOhm". The two of
 * every second pair differ by four deviations of the offset at most: only such pairs tell it.
 */
final class SenseReads {

  private static final int LEVELS = 3;
  private static final double NEAR = 4;

  private final DeviceModel.SenseAmplifier model;
  private final SampleSpec spec;
  private final RandomStream draws;
  private final SampleRows rows;

  private SenseReads(DeviceModel.SenseAmplifier model, SampleSpec spec, SampleRows.Target target) {
    this.model = model;
    this.spec = spec;
    rows = new SampleRows(MeasurementKind.SENSE, target);
    draws = RandomStream.of(spec.seed(), "sense-reads", 0);
  }

  static void draw(DeviceModel.SenseAmplifier model, SampleSpec spec, SampleRows.Target target) {
    var reads = new SenseReads(model, spec, target);
    for (int device = 0; device < spec.devices(); device++) {
      for (int point = 0; point < spec.points(); point++) {
        reads.read(device, point);
      }
    }
    reads.rows.end();
  }

  private void read(int device, int point) {
    var curve = model.curve();
    double offset = curve.offset() * draws.normal(device, 0);
    double volt = value("supply", "supplyVolt", point % LEVELS / 2.0, 1.2);
    double kelvin = value("temperature", "temperatureKelvin", point / LEVELS % LEVELS / 2.0, 300);
    double bl = resistance("resistanceBlOhm", draws.uniform(device, 2L * point + 1));
    double share = draws.uniform(device, 2L * point + 2);
    double series = curve.transistorOhm(volt, kelvin);
    double y = Math.log(bl + series);
    double blb = resistance("resistanceBlbOhm", share);
    if (point / (LEVELS * LEVELS) % 2 == 0 && !spec.conditions().containsKey("resistanceBlbOhm")) {
      double near = Math.exp(y + NEAR * curve.offset() * (2 * share - 1)) - series;
      blb = Math.clamp(near, resistance("", 0), resistance("", 1));
    }
    double other = Math.log(blb + series);
    double limit = curve.limit(volt, kelvin);
    double first = y + offset / 2;
    double second = other - offset / 2;
    double read = Math.min(first, second) >= limit ? 0 : first < second ? 1 : -1;
    rows.number("supplyVolt", volt)
        .number("temperatureKelvin", kelvin)
        .number("resistanceBlOhm", bl)
        .number("resistanceBlbOhm", blb)
        .number("read", read)
        .word("device", "a" + device)
        .add();
  }

  private double resistance(String column, double share) {
    double low = Math.log(value("resistance", column, 0, 1e3));
    double high = Math.log(value("resistance", column, 1, 1e6));
    return Math.exp(low + share * (high - low));
  }

  private double value(String quantity, String column, double share, double otherwise) {
    var range = model.description().rangeOf(quantity);
    double usual = range.map(one -> one.low() + share * (one.high() - one.low())).orElse(otherwise);
    double value = spec.conditions().getOrDefault(column, usual);
    new Asked(model.description(), spec.extrapolate()).about(quantity, value);
    return value;
  }
}
