package org.hafnia.simulator.fitting.pulse.population;

import org.hafnia.simulator.fitting.pulse.likelihood.Cholesky4;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;

/** What a device's parameters are likely to be given its reads and a population: normal. */
public final class Posterior {

  private static final int D = Setting.DEVICE;

  /** From the device's present parameters to the most likely ones. */
  public final double[] shift;

  public final Cholesky4 precision;

  /** From the device's present parameters to the population's means. */
  final double[] residual = new double[D];

  /** Where shared numbers have moved away from where the likelihood was expanded. */
  Posterior(Device device, double[] means, double[] deviations, double[] moved) {
    var score = device.score;
    double[] a = new double[D * D];
    double[] b = new double[D];
    for (int j = 0; j < D; j++) {
      double weight = 1 / (deviations[j] * deviations[j]);
      residual[j] = means[j] - device.own[j];
      b[j] = score.gradient[j] + weight * residual[j];
      for (int k = 0; k < moved.length; k++) {
        b[j] -= score.information(j, D + k) * moved[k];
      }
      for (int k = 0; k < D; k++) {
        a[j * D + k] = score.information(j, k);
      }
      a[j * D + j] += weight;
    }
    precision = new Cholesky4(a);
    shift = precision.solve(b);
  }
}
