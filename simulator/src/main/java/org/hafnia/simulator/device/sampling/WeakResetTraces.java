package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/**
 * Traces R(t) of a weak-RESET model, read once after every pulse and once before the first: devices
 * that were SET once, all noise terms as the model has them. See {@link WeakResetModel} for the
 * equations.
 */
final class WeakResetTraces {

  private static final int TAPS = WeakResetModel.PINK_TAPS;

  private final WeakResetModel model;
  private final RandomStream traits;
  private final RandomStream pink;
  private final RandomStream telegraph;
  private final RandomStream read;
  private final RandomStream white;

  private WeakResetTraces(WeakResetModel model, long seed) {
    this.model = model;
    traits = RandomStream.of(seed, "weak-reset-traces", 0);
    pink = RandomStream.of(seed, "weak-reset-traces/pink", 0);
    telegraph = RandomStream.of(seed, "weak-reset-traces/telegraph", 0);
    read = RandomStream.of(seed, "weak-reset-traces/read", 0);
    white = RandomStream.of(seed, "weak-reset-traces/white", 0);
  }

  static void draw(WeakResetModel model, SampleSpec spec, SampleRows.Target target) {
    if (!spec.extrapolate()) {
      model.description().rangeOf("pulses").ifPresent(range -> range.require(spec.points()));
    }
    var traces = new WeakResetTraces(model, spec.seed());
    var rows = new SampleRows(MeasurementKind.PULSE_TRAIN, target);
    for (int device = 0; device < spec.devices(); device++) {
      double[] lnOhm = traces.trace(device, spec.points());
      for (int pulse = 0; pulse < lnOhm.length; pulse++) {
        rows.word("device", "d" + device)
            .number("pulse", pulse)
            .number("resistanceOhm", Math.exp(lnOhm[pulse]))
            .add();
      }
    }
    rows.end();
  }

  private double[] trace(int device, int pulses) {
    double m1 = model.slope().quantile(traits.uniform(device, 0));
    double knee = model.knee().quantile(traits.uniform(device, 1));
    double c1 = model.offset().quantile(traits.uniform(device, 2));
    double m2 = model.lateSlope().quantile(traits.uniform(device, 3));
    double initial = model.initialOhm().quantile(traits.uniform(device, 4));
    double amplitude = model.telegraph().amplitude().quantile(traits.uniform(device, 5));
    double base = Math.log(initial) + c1;
    double[] x = new double[TAPS];
    boolean high = false;
    double[] lnOhm = new double[pulses + 1];
    for (int t = 0; t <= pulses; t++) {
      if (t > 0) {
        System.arraycopy(x, 0, x, 1, TAPS - 1);
        x[0] = pink.uniform(device, t);
        double leave = high ? model.telegraph().down() : model.telegraph().up();
        high ^= telegraph.uniform(device, t) < leave;
      }
      double mean = base + m1 * Math.min(t, knee) + m2 * Math.max(0, t - knee);
      lnOhm[t] = mean + pinkNoise(x) + readNoise(device, t, high ? amplitude : 0);
    }
    return lnOhm;
  }

  private double pinkNoise(double[] x) {
    double sum = 0;
    double b = 1;
    for (int k = 0; k < TAPS; k++) {
      b = k == 0 ? 1 : b * (k - 0.5) / k;
      sum += b * x[k];
    }
    return model.pinkCoupling() * sum;
  }

  private double readNoise(int device, int t, double amplitude) {
    double noise = 0;
    if (amplitude > 0) {
      noise = read.uniform(device, 2L * t) * read.uniform(device, 2L * t + 1) * amplitude;
    }
    return model.whiteNoise() == 0 ? noise : noise + model.whiteNoise() * white.normal(device, t);
  }
}
