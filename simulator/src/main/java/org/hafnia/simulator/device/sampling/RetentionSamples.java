package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.RetentionModel;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/**
 * Relaxation of a retention model: devices with first reads drawn evenly by ln R from the measured
 * range, read at time 0 and at {@code points} times that are evenly spread in L up to the longest
 * measured one, or "timeSecond" of the spec; at the lowest, middle and highest temperature in turn,
 * or at "temperatureKelvin". "resistanceOhm" fixes the first read.
 */
final class RetentionSamples {

  /** Counter of the first read's noise, beyond those of the cells' wandering. */
  private static final long READS = 1L << 32;

  private final RetentionModel model;
  private final RetentionCurve curve;
  private final SampleSpec spec;
  private final RandomStream draws;
  private final SampleRows rows;

  private RetentionSamples(RetentionModel model, SampleSpec spec, SampleRows.Target target) {
    this.model = model;
    this.spec = spec;
    rows = new SampleRows(MeasurementKind.RETENTION, target);
    curve = model.curve();
    draws = RandomStream.of(spec.seed(), "retention-samples", 0);
  }

  static void draw(RetentionModel model, SampleSpec spec, SampleRows.Target target) {
    var samples = new RetentionSamples(model, spec, target);
    for (int device = 0; device < spec.devices(); device++) {
      samples.device(device);
    }
    samples.rows.end();
  }

  private void device(int device) {
    double last = value("time", "timeSecond", 1, 1e4);
    double kelvin =
        value("temperature", "temperatureKelvin", device % 3 / 2.0, curve.referenceKelvin());
    double lowest = Math.log(value("resistance", "resistanceOhm", 0, 1e4));
    double highest = Math.log(value("resistance", "resistanceOhm", 1, 1e5));
    double first = lowest + draws.uniform(device, 0) * (highest - lowest);
    double factor = curve.scale(first) * Math.exp(curve.mixing() * draws.normal(device, 1));
    double end = curve.progress(last, curve.referenceKelvin());
    row(device, 0, kelvin, first);
    double wander = 0;
    double spread = 0;
    for (int point = 1; point <= spec.points(); point++) {
      double second = seconds(end * point / spec.points(), last);
      double progress = curve.progress(second, kelvin);
      double growth = curve.growth(progress);
      wander +=
          Math.sqrt(Math.max(0, growth * growth - spread * spread))
              * draws.normal(device, point + 1L);
      spread = growth;
      double noise = curve.readNoise() * draws.normal(device, READS + point);
      double moved = curve.mean(first, progress) + factor * (wander + noise);
      row(device, second, kelvin, curve.lnOhm(curve.place(first) + moved));
    }
  }

  /** The time at which L, at the reference temperature, is that great. */
  private double seconds(double progress, double last) {
    double t0 = model.description().constant("t0");
    return Math.min(last, t0 * Math.expm1(progress));
  }

  private double value(String quantity, String column, double share, double otherwise) {
    var range = model.description().rangeOf(quantity);
    double usual = range.map(one -> one.low() + share * (one.high() - one.low())).orElse(otherwise);
    double value = spec.conditions().getOrDefault(column, usual);
    new Asked(model.description(), spec.extrapolate()).about(quantity, value);
    return value;
  }

  private void row(int device, double second, double kelvin, double lnOhm) {
    rows.word("device", "d" + device)
        .number("timeSecond", second)
        .number("temperatureKelvin", kelvin)
        .number("resistanceOhm", Math.exp(lnOhm))
        .add();
  }
}
