package org.hafnia.simulator.fitting.pulse.population;

import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Score;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hipparchus.special.Erf;

/**
 * The likelihood of a population with each device's own parameters integrated out (Laplace): every
 * device brings the quadratic model of its likelihood, the population its normal laws. Errors in
 * the device parameters are thereby counted as what they are, not as spread. Devices that never
 * reached a bound say that theirs lies beyond.
 */
public final class Marginal implements Surface {

  private static final int D = Setting.DEVICE;
  private static final double SQRT_2 = Math.sqrt(2);

  private final Setting setting;
  private final List<Device> devices;
  private final double[] origin;

  /** Gradient of what the integral over devices adds when shared numbers move. */
  private final double[] correction;

  /** About the devices' present parameters and those shared ones. */
  public Marginal(Setting setting, List<Device> devices, double[] shared, double[] correction) {
    this.setting = setting;
    this.devices = devices;
    this.origin = shared;
    this.correction = correction;
  }

  @Override
  public Value at(Hyper hyper) {
    var sum = new Sum(hyper);
    for (var device : devices) {
      sum.add(device);
    }
    for (int j = 0; j < correction.length; j++) {
      sum.value += correction[j] * sum.moved[j];
      sum.byShared[j] += correction[j];
    }
    return new Value(sum.value, hyper.gradient(sum.byMean, sum.byDeviation, sum.byShared));
  }

  /** What a device is likely to be, given its reads and the population. */
  public Posterior posterior(Device device, Hyper hyper) {
    var sum = new Sum(hyper);
    return new Posterior(device, sum.means, sum.deviations, sum.moved);
  }

  private final class Sum {

    final double[] means;
    final double[] deviations;
    final double[] moved;
    double value;
    final double[] byMean = new double[D];
    final double[] byDeviation = new double[D];
    final double[] byShared;

    Sum(Hyper hyper) {
      means = hyper.means();
      deviations = hyper.deviations();
      moved = hyper.shared();
      for (int j = 0; j < moved.length; j++) {
        moved[j] -= origin[j];
      }
      byShared = new double[moved.length];
    }

    void add(Device device) {
      var posterior = new Posterior(device, means, deviations, moved);
      var score = device.score;
      double[] shift = posterior.shift;
      value += score.logLikelihood - 0.5 * posterior.precision.logDeterminant();
      double[] variances = posterior.precision.inverseDiagonal();
      for (int j = 0; j < D; j++) {
        double weight = 1 / (deviations[j] * deviations[j]);
        double gap = shift[j] - posterior.residual[j];
        value -= Math.log(deviations[j]) + 0.5 * weight * gap * gap;
        value += score.gradient[j] * shift[j];
        byMean[j] += weight * gap;
        byDeviation[j] += weight * (gap * gap + variances[j]) - 1;
        for (int k = 0; k < D; k++) {
          value -= 0.5 * shift[j] * score.information(j, k) * shift[k];
        }
      }
      shared(score, shift);
      beyond(device, Setting.UPPER, 1);
      beyond(device, Setting.LOWER, -1);
    }

    private void shared(Score score, double[] shift) {
      for (int j = 0; j < moved.length; j++) {
        double g = score.gradient[D + j];
        double crossed = 0;
        for (int k = 0; k < D; k++) {
          crossed += score.information(D + j, k) * shift[k];
        }
        double own = 0;
        for (int k = 0; k < moved.length; k++) {
          own += score.information(D + j, D + k) * moved[k];
        }
        value += moved[j] * (g - crossed - 0.5 * own);
        byShared[j] += g - crossed - own;
      }
    }

    /** A device that did not reach its bound: the bound lies beyond where it went. */
    private void beyond(Device device, int which, int side) {
      double reach = side > 0 ? device.score.highest : device.score.lowest;
      if (setting.soft() || device.reached(which) || Double.isInfinite(reach)) {
        return;
      }
      double z = side * (means[which] - reach) / deviations[which];
      double probability = Math.max(0.5 * Erf.erfc(-z / SQRT_2), 1e-300);
      double hazard = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / probability;
      value += Math.log(probability);
      byMean[which] += side * hazard / deviations[which];
      byDeviation[which] -= hazard * z;
    }
  }
}
