package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.random.RandomStream;

/** Traces of the mean law of a weak-RESET model, one read after every pulse. */
final class WeakResetTraces {

  private WeakResetTraces() {}

  static MeasurementTable draw(WeakResetModel model, SampleSpec spec) {
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    var draws = RandomStream.of(spec.seed(), "weak-reset-traces", 0);
    for (int device = 0; device < spec.devices(); device++) {
      double m1 = model.slope().quantile(draws.uniform(device, 0));
      double knee = model.knee().quantile(draws.uniform(device, 1));
      double c1 = model.offset().quantile(draws.uniform(device, 2));
      double m2 = model.lateSlope().quantile(draws.uniform(device, 3));
      double initial = model.initialOhm().quantile(draws.uniform(device, 4));
      for (int pulse = 0; pulse <= spec.points(); pulse++) {
        double w = c1 + m1 * Math.min(pulse, knee) + m2 * Math.max(0, pulse - knee);
        rows.word("device", "d" + device)
            .number("pulse", pulse)
            .number("resistanceOhm", initial * Math.exp(w))
            .add();
      }
    }
    return rows.build();
  }
}
