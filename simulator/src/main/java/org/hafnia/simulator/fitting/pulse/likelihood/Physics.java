package org.hafnia.simulator.fitting.pulse.likelihood;

import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.device.pulse.StepLaw;

/**
 * What a pulse does to a device, by the numbers of a fit: the model's own equations, in which a
 * step size or a bound that would pass 0 stays 1 % of the population's away from it.
 */
public final class Physics {

  private static final double LEAST = 0.01;

  /** Steps that do not change. */
  private static final MidSteps STILL = new MidSteps(0, 0, 0);

  private final Setting setting;
  private final double[] means;
  private final StepLaw law;
  private final MidSteps up;
  private final MidSteps down;
  private final double cycle;
  private final double read;

  /**
   * @param means of the device parameters in the population
   * @param shared what devices share, from {@link Setting#CYCLE} on
   */
  public Physics(Setting setting, double[] means, double[] shared) {
    this.setting = setting;
    this.means = means.clone();
    boolean midway = setting.midway();
    law = midway ? new StepLaw.Constant() : law(setting, shared);
    up = midway ? MidSteps.of(setting, 1, shared) : STILL;
    down = midway ? MidSteps.of(setting, -1, shared) : STILL;
    cycle = Math.exp(shared[Setting.CYCLE - Setting.DEVICE]);
    read = setting.exact() ? 0 : Math.exp(shared[Setting.READ - Setting.DEVICE]);
  }

  private static StepLaw law(Setting setting, double[] shared) {
    int at = Setting.SHAPE - Setting.DEVICE;
    return switch (setting.variant()) {
      case CONSTANT -> new StepLaw.Constant();
      case LINEAR -> new StepLaw.Linear(shared[at], shared[at + 1], 1, -1);
      case SOFT_BOUNDS -> new StepLaw.SoftBounds();
      case EXPONENTIAL ->
          new StepLaw.Exponential(
              -0.5, 0, 1, shared[at + 2], shared[at + 3], -shared[at], -shared[at + 1]);
    };
  }

  private double size(double[] of) {
    return setting.lognormal() ? Math.exp(of[Setting.SIZE]) : of[Setting.SIZE];
  }

  /** The device with those parameters. */
  public PulseDevice device(double[] own) {
    double unit = setting.midway() ? cycle : 1;
    double size = size(own) / unit;
    double half = own[Setting.HALF] / unit;
    double typical = size(means) / unit;
    double upper = own[Setting.UPPER];
    double lower = own[Setting.LOWER];
    if (means[Setting.UPPER] > 0 && means[Setting.LOWER] < 0) {
      upper = Math.max(upper, LEAST * means[Setting.UPPER]);
      lower = Math.min(lower, LEAST * means[Setting.LOWER]);
    }
    return new PulseDevice(
        Math.max(LEAST * typical, size + half),
        Math.max(LEAST * typical, size - half),
        Math.max(upper, lower),
        lower);
  }

  private double factor(int direction, double weight, PulseDevice device) {
    return setting.midway()
        ? (direction > 0 ? up : down).factor(direction, weight)
        : law.factor(direction, weight, device);
  }

  /** Mean move of a pulse, weight. */
  public double move(int direction, double weight, PulseDevice device) {
    return direction * device.step(direction) * factor(direction, weight, device);
  }

  /** Standard deviation of a move, weight. */
  public double deviation(int direction, double weight, PulseDevice device) {
    double factor = setting.additive() ? 1 : factor(direction, weight, device);
    return cycle * device.step(direction) * Math.abs(factor);
  }

  /** The weight after a pulse, with the cycle-to-cycle number xi. */
  public double after(int direction, double weight, PulseDevice device, double xi) {
    double moved =
        move(direction, weight, device) + direction * deviation(direction, weight, device) * xi;
    return device.bounded(weight + moved);
  }

  /** Standard deviation of a read, weight; 0 where reads are exact. */
  public double read() {
    return read;
  }
}
