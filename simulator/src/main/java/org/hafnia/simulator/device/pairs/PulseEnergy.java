package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.mean.MeanLaw;

/**
 * Energy of programming pulses, V^2 width / R each, with R as the mean law has it before the pulse;
 * noise averages out. The weak RESETs since a SET form one geometric series per side of the knee:
 *
 * <pre>
 *   sum_{t=0}^{T-1} 1/R(t) = sum_{t &lt; min(T, K)} exp(-c1 - m1 t)/R0
 *                          + sum_{K &lt;= t &lt; T} exp(-w_mean(t))/R0,     K = ceil(t*)
 * </pre>
 */
final class PulseEnergy {

  private final double resetJouleOhm;
  private final double setJouleOhm;

  PulseEnergy(WeakResetModel model) {
    resetJouleOhm = model.reset().jouleOhm();
    setJouleOhm = model.set().jouleOhm();
  }

  /** The weak RESETs of a device since its last SET, in joule. */
  double resets(DeviceColumn column, int i) {
    int age = column.age[i];
    if (age == 0) {
      return 0;
    }
    MeanLaw.Traits device = column.traits(i);
    double slope = device.slope();
    double late = device.lateSlope();
    double knee = device.knee();
    double base = device.base();
    int before = (int) Math.min(age, Math.ceil(knee));
    double siemens = series(base, slope, before);
    if (age > before) {
      double lnOhm = late * before + knee * (slope - late) + base;
      siemens += series(lnOhm, late, age - before);
    }
    return resetJouleOhm * siemens;
  }

  /** A SET of the device in its present state, in joule. */
  double set(DeviceColumn column, int i) {
    return setJouleOhm * StrictMath.exp(-column.level[i]);
  }

  /** {@code sum_{j=0}^{n-1} exp(-(start + slope j))}. */
  private static double series(double start, double slope, int n) {
    double terms = slope < 1e-12 ? n : StrictMath.expm1(-slope * n) / StrictMath.expm1(-slope);
    return StrictMath.exp(-start) * terms;
  }
}
