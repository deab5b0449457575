package org.hafnia.simulator.fitting.pulse.population;

import java.util.Arrays;
import org.hafnia.simulator.fitting.pulse.likelihood.MidSteps;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;

/**
 * The numbers of a population, in the coordinates in which it is searched: logarithms where a
 * number is positive. From them follow the normal law of each device parameter and what devices
 * share.
 */
public final class Hyper {

  public static final int SIZE = 0;
  public static final int UP_DOWN = 1;
  public static final int SIZE_SPREAD = 2;
  public static final int UP_DOWN_SPREAD = 3;
  public static final int UPPER = 4;
  public static final int UPPER_SPREAD = 5;
  public static final int LOWER = 6;
  public static final int LOWER_SPREAD = 7;
  public static final int CYCLE = 8;

  /** ln of the deviation of a read, weight. */
  public static final int WRITE = 9;

  public static final int SHAPE = 10;

  private final Setting setting;
  public final double[] x;

  public Hyper(Setting setting, double[] x) {
    this.setting = setting;
    this.x = Arrays.copyOf(x, SHAPE + setting.variant().shapes());
  }

  public Hyper at(double[] other) {
    return new Hyper(setting, other);
  }

  /** That share of the way to another one. */
  public Hyper towards(Hyper other, double share) {
    double[] between = x.clone();
    for (int j = 0; j < between.length; j++) {
      between[j] += share * (other.x[j] - between[j]);
    }
    return at(between);
  }

  public double size() {
    return Math.exp(x[SIZE]);
  }

  /** Whether sizes are those of steps in the middle of the reads, see {@link MidSteps}. */
  public boolean midway() {
    return setting.midway();
  }

  /** What the model's law calls 1, up or down, relative to the size in these coordinates. */
  public double lawSize(int direction) {
    return midway() ? steps(direction).lawSize() : 1;
  }

  /** Exponential steps. */
  public MidSteps steps(int direction) {
    int at = SHAPE + (direction > 0 ? 0 : 1);
    return new MidSteps(setting.middle(), x[at], x[at + 2]);
  }

  /** Mean step of the model's law, weight: half the sum of up and down. */
  public double lawStep() {
    return size() * (half(1) + half(-1));
  }

  /** Asymmetry of the model's law. */
  public double lawUpDown() {
    return (half(1) - half(-1)) / (half(1) + half(-1));
  }

  private double half(int direction) {
    return (1 + direction * x[UP_DOWN]) * lawSize(direction) / 2;
  }

  /** Spread of the mean step of the model's law, relative. */
  public double lawSpread() {
    return mixed(Math.exp(x[SIZE_SPREAD]), Math.exp(x[UP_DOWN_SPREAD]));
  }

  /** Spread of the asymmetry of the model's law. */
  public double lawUpDownSpread() {
    return mixed(Math.exp(x[UP_DOWN_SPREAD]), Math.exp(x[SIZE_SPREAD]));
  }

  /** Where the laws of up and down steps differ, so do the sums of both in the middle and far. */
  private double mixed(double own, double other) {
    double sum = (lawSize(1) + lawSize(-1)) / 2;
    double difference = (lawSize(1) - lawSize(-1)) / 2;
    return Math.hypot(own * sum, other * difference) * size() / lawStep();
  }

  /** What a device's size is told in, steps of 1: see {@link Setting#midway()}. */
  public double unit() {
    return midway() ? Math.exp(x[CYCLE]) : 1;
  }

  /** Means of the device parameters. */
  public double[] means() {
    double size = size() * unit();
    return new double[] {
      setting.lognormal() ? Math.log(size) : size, size * x[UP_DOWN], x[UPPER], x[LOWER]
    };
  }

  /** Standard deviations of the device parameters. */
  public double[] deviations() {
    double size = size() * unit();
    double spread = Math.exp(x[SIZE_SPREAD]);
    return new double[] {
      setting.lognormal() ? spread : size * spread,
      size * Math.exp(x[UP_DOWN_SPREAD]),
      Math.exp(x[UPPER_SPREAD]),
      Math.exp(x[LOWER_SPREAD])
    };
  }

  /** What devices share: noise and shape, in the order of {@link Setting} from CYCLE on. */
  public double[] shared() {
    double[] shared = new double[2 + setting.variant().shapes()];
    shared[0] = x[CYCLE];
    shared[1] = x[WRITE];
    System.arraycopy(x, SHAPE, shared, 2, shared.length - 2);
    return shared;
  }

  /** The gradient by x from those by means, by ln of the deviations, and by what is shared. */
  public double[] gradient(double[] byMean, double[] byDeviation, double[] byShared) {
    double[] g = new double[x.length];
    double size = size() * unit();
    g[SIZE] =
        (setting.lognormal() ? byMean[0] : byMean[0] * size + byDeviation[0])
            + byMean[1] * size * x[UP_DOWN]
            + byDeviation[1];
    g[UP_DOWN] = byMean[1] * size;
    g[SIZE_SPREAD] = byDeviation[0];
    g[UP_DOWN_SPREAD] = byDeviation[1];
    g[UPPER] = byMean[2];
    g[UPPER_SPREAD] = byDeviation[2];
    g[LOWER] = byMean[3];
    g[LOWER_SPREAD] = byDeviation[3];
    g[CYCLE] = byShared[0] + (midway() ? g[SIZE] : 0);
    g[WRITE] = byShared[1];
    System.arraycopy(byShared, 2, g, SHAPE, byShared.length - 2);
    return g;
  }
}
