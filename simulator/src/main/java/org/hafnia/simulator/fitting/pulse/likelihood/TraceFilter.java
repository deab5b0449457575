package org.hafnia.simulator.fitting.pulse.likelihood;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * The likelihood of the increments of a trace given the state: an extended Kalman filter with a
 * latent weight w, noisy steps, bounds that cut the predicted state off, and noisy reads; with all
 * derivatives carried along. Without write noise the state is what was read, the filter is exact,
 * and reads at a bound are censored: they count with the probability of reaching it.
 */
public final class TraceFilter {

  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  private final Setting setting;
  private final int n;
  private final double[] parameters;
  private final Step step;
  private final Bound bound = new Bound();
  private final double[] meanBy;
  private final double[] varianceBy;
  private final double[] meanBefore;
  private final double[] varianceBefore;
  private final double[] before = new double[2];
  private double mean;
  private double variance;

  public TraceFilter(Setting setting) {
    this.setting = setting;
    n = setting.parameters();
    parameters = new double[n];
    step = new Step(setting, parameters);
    meanBy = new double[n];
    varianceBy = new double[n];
    meanBefore = new double[n];
    varianceBefore = new double[n];
  }

  /** Sees each innovation: which read, how far off it was, and its variance. */
  public interface Listener {
    void innovation(int read, double error, double variance);

    /** A read at the bound on that side, which a pulse reaches with that probability. */
    default void atBound(int read, int side, double probability) {}
  }

  public Score run(Device device, double[] shared) {
    return run(device, shared, device.own, (read, error, variance) -> {});
  }

  public Score run(Device device, double[] shared, double[] own, Listener listener) {
    System.arraycopy(own, 0, parameters, 0, Setting.DEVICE);
    System.arraycopy(shared, 0, parameters, Setting.DEVICE, n - Setting.DEVICE);
    var trace = device.trace;
    var score = new Score(n);
    start(trace);
    for (int t = 1; t < trace.length(); t++) {
      for (int pulse = 0; pulse < trace.pulses()[t]; pulse++) {
        predict(device, trace.directions()[t]);
      }
      if (!atBound(device, t, score, listener)) {
        observe(t, trace.reads()[t], score, listener);
      }
      // Only pulses towards a bound can show that it lies further out.
      if (trace.directions()[t] > 0) {
        score.highest = Math.max(score.highest, mean);
      } else {
        score.lowest = Math.min(score.lowest, mean);
      }
    }
    knowBounds(device, own, score);
    score.mirror();
    return score;
  }

  private void start(Trace trace) {
    mean = trace.reads()[0];
    Arrays.fill(meanBy, 0);
    Arrays.fill(varianceBy, 0);
    variance = readVariance();
    if (!setting.exact()) {
      varianceBy[Setting.READ] = 2 * variance;
    }
  }

  private double readVariance() {
    return setting.exact() ? 0 : Math.exp(2 * parameters[Setting.READ]);
  }

  private void predict(Device device, int direction) {
    step.at(direction, mean);
    before[0] = mean;
    before[1] = variance;
    System.arraycopy(meanBy, 0, meanBefore, 0, n);
    System.arraycopy(varianceBy, 0, varianceBefore, 0, n);
    double cycle = Math.exp(2 * parameters[Setting.CYCLE]);
    double grown = 1 + step.slope;
    boolean additive = setting.additive();
    double square =
        additive
            ? step.size * step.size
            : step.move * step.move + step.slope * step.slope * variance;
    double floor = setting.resolution() * setting.resolution();
    double noise = cycle * square + floor;
    for (int j = 0; j < n; j++) {
      double moved = step.slope * meanBy[j] + step.moveBy[j];
      double sloped = step.bend * meanBy[j] + step.slopeBy[j];
      double squareBy =
          additive
              ? 2 * step.size * step.sizeBy[j]
              : 2 * step.move * moved
                  + 2 * step.slope * sloped * variance
                  + step.slope * step.slope * varianceBy[j];
      varianceBy[j] =
          grown * grown * varianceBy[j] + 2 * grown * variance * sloped + cycle * squareBy;
      meanBy[j] += moved;
    }
    varianceBy[Setting.CYCLE] += 2 * cycle * square;
    mean += step.move;
    variance = grown * grown * variance + noise;
    if (!setting.exact()) {
      cutAt(device, Setting.UPPER, 1);
      cutAt(device, Setting.LOWER, -1);
    }
  }

  private void cutAt(Device device, int which, int side) {
    boolean known = setting.soft() || device.reached(which);
    if (!known || !bound.cut(before, new double[] {mean, variance}, parameters[which], side)) {
      return;
    }
    double[] a = bound.meanBy;
    double[] b = bound.varianceBy;
    for (int j = 0; j < n; j++) {
      double own = j == which ? 1 : 0;
      double m0 = meanBefore[j];
      double v0 = varianceBefore[j];
      double m = meanBy[j];
      double v = varianceBy[j];
      meanBy[j] = a[0] * m0 + a[1] * v0 + a[2] * m + a[3] * v + a[4] * own;
      varianceBy[j] = b[0] * m0 + b[1] * v0 + b[2] * m + b[3] * v + b[4] * own;
    }
    mean = bound.mean;
    variance = bound.variance;
  }

  private void observe(int t, double read, Score score, Listener listener) {
    double r = readVariance();
    double s = variance + r;
    double e = read - mean;
    if (!setting.exact()) {
      varianceBy[Setting.READ] += 2 * r;
    }
    score.add(e, s, meanBy, varianceBy);
    listener.innovation(t, e, s);
    if (setting.exact()) {
      become(read);
      return;
    }
    varianceBy[Setting.READ] -= 2 * r;
    double gain = variance / s;
    double kept = 1 - gain;
    for (int j = 0; j < n; j++) {
      double rBy = j == Setting.READ ? 2 * r : 0;
      double gainBy = (varianceBy[j] * kept - gain * rBy) / s;
      meanBy[j] = kept * meanBy[j] + gainBy * e;
      varianceBy[j] = kept * kept * varianceBy[j] + gain * gain * rBy;
    }
    mean += gain * e;
    variance *= kept;
  }

  private void become(double read) {
    mean = read;
    variance = 0;
    Arrays.fill(meanBy, 0);
    Arrays.fill(varianceBy, 0);
  }

  /** Censored: the step would have gone at least to the bound that was seen. */
  private boolean atBound(Device device, int t, Score score, Listener listener) {
    double read = device.trace.reads()[t];
    int side = read == device.upperSeen ? 1 : read == device.lowerSeen ? -1 : 0;
    if (!setting.exact() || side == 0) {
      return false;
    }
    double deviation = Math.sqrt(variance);
    double a = side * (mean - read) / deviation;
    double probability = Math.max(0.5 * Erf.erfc(-a / SQRT_2), 1e-300);
    double hazard = Math.exp(-0.5 * a * a) / SQRT_2_PI / probability;
    score.logLikelihood += Math.log(probability);
    listener.atBound(t, side, probability);
    double curve = hazard * (hazard + a);
    double[] by = new double[n];
    for (int j = 0; j < n; j++) {
      by[j] = side * meanBy[j] / deviation - a * varianceBy[j] / (2 * variance);
      score.gradient[j] += hazard * by[j];
      for (int k = 0; k <= j; k++) {
        score.information[j * n + k] += curve * by[j] * by[k];
      }
    }
    become(read);
    return true;
  }

  private void knowBounds(Device device, double[] own, Score score) {
    if (!setting.exact()) {
      return;
    }
    for (int which = Setting.UPPER; which <= Setting.LOWER; which++) {
      double seen = device.seen(which);
      if (!Double.isNaN(seen)) {
        score.know(which, seen - own[which], 1000 * setting.resolution());
      }
    }
  }
}
