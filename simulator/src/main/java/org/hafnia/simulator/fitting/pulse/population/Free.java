package org.hafnia.simulator.fitting.pulse.population;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;

/** Which hyperparameters data can move at all, in what steps, and where they end. */
public final class Free {

  /** Devices that must have been seen at a bound before its law is looked for. */
  public static final int FEWEST_AT_BOUND = 3;

  /** Devices below which spreads between devices are not looked for. */
  public static final int FEWEST_DEVICES = 3;

  /** A spread between devices, relative, that is as good as none. */
  static final double NO_SPREAD = 1e-3;

  /** What a step of 1 means in the rate of exponential steps, times the range of the reads. */
  private static final double RATE = 4;

  private Free() {}

  public static int[] of(Setting setting, List<Device> devices, Hyper hyper) {
    boolean[] free = new boolean[hyper.x.length];
    Arrays.fill(free, true);
    boolean up = devices.stream().anyMatch(device -> device.trace.has(1));
    boolean down = devices.stream().anyMatch(device -> device.trace.has(-1));
    boolean spreads = devices.size() >= FEWEST_DEVICES;
    free[Hyper.UP_DOWN] = up && down;
    free[Hyper.UP_DOWN_SPREAD] = up && down && spreads;
    free[Hyper.SIZE_SPREAD] = spreads;
    free[Hyper.WRITE] = !setting.exact();
    boolean upper = bound(setting, devices, Setting.UPPER, up);
    boolean lower = bound(setting, devices, Setting.LOWER, down);
    free[Hyper.UPPER] = upper;
    free[Hyper.UPPER_SPREAD] = upper && spreads;
    free[Hyper.LOWER] = lower;
    free[Hyper.LOWER_SPREAD] = lower && spreads;
    for (int j = Hyper.SHAPE; j < free.length; j++) {
      free[j] = (j - Hyper.SHAPE) % 2 == 0 ? up : down;
    }
    return java.util.stream.IntStream.range(0, free.length).filter(j -> free[j]).toArray();
  }

  private static boolean bound(Setting setting, List<Device> devices, int which, boolean pulses) {
    if (setting.soft() || !setting.exact()) {
      return pulses;
    }
    long seen = devices.stream().filter(device -> device.reached(which)).count();
    return seen >= Math.min(FEWEST_AT_BOUND, devices.size());
  }

  public static double[] scale(Hyper hyper, double range) {
    double[] scale = new double[hyper.x.length];
    Arrays.fill(scale, 1);
    scale[Hyper.UP_DOWN] = 0.3;
    scale[Hyper.UPPER] = range / 4;
    scale[Hyper.LOWER] = range / 4;
    int shapes = scale.length - Hyper.SHAPE;
    for (int j = Hyper.SHAPE; j < scale.length; j++) {
      boolean first = shapes == 4 && j < Hyper.SHAPE + 2;
      boolean amplitude = first && !hyper.midway();
      double slope = shapes == 4 && !first && hyper.midway() ? RATE : 0.5;
      scale[j] = amplitude ? Math.max(0.3, 0.5 * Math.abs(hyper.x[j])) : slope / range;
    }
    return scale;
  }

  /** Where each coordinate ends upwards. */
  public static double[] most(Hyper hyper) {
    double[] most = new double[hyper.x.length];
    Arrays.fill(most, Double.POSITIVE_INFINITY);
    most[Hyper.UP_DOWN] = 0.95;
    return most;
  }

  /** Where each coordinate ends downwards. */
  public static double[] least(Hyper hyper, double range) {
    double[] least = new double[hyper.x.length];
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    least[Hyper.UP_DOWN] = -0.95;
    if (hyper.x[Hyper.LOWER] < 0 && hyper.x[Hyper.UPPER] > 0) {
      least[Hyper.UPPER] = 1e-3 * range;
    }
    least[Hyper.SIZE_SPREAD] = Math.log(1e-3);
    least[Hyper.UP_DOWN_SPREAD] = Math.log(1e-4);
    least[Hyper.UPPER_SPREAD] = Math.log(1e-3 * range);
    least[Hyper.LOWER_SPREAD] = Math.log(1e-3 * range);
    least[Hyper.CYCLE] = Math.log(1e-4);
    least[Hyper.WRITE] = Math.log(1e-6 * range);
    return least;
  }
}
