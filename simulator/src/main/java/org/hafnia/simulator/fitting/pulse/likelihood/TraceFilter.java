package org.hafnia.simulator.fitting.pulse.likelihood;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * The likelihood of the increments of a trace whose reads show the state itself, with all
 * derivatives carried along: what is read is normal about where the pulses since the read before
 * lead. Reads at a bound are censored: they count with the probability of reaching it.
 */
public final class TraceFilter {

  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  private final Setting setting;
  private final int n;
  private final double[] parameters;
  private final Step step;
  private final double[] meanBy;
  private final double[] varianceBy;
  private double mean;
  private double variance;

  public TraceFilter(Setting setting) {
    this.setting = setting;
    n = setting.parameters();
    parameters = new double[n];
    step = new Step(setting, parameters);
    meanBy = new double[n];
    varianceBy = new double[n];
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
    become(trace.reads()[0]);
    for (int t = 1; t < trace.length(); t++) {
      for (int pulse = 0; pulse < trace.pulses()[t]; pulse++) {
        predict(trace.directions()[t]);
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

  private void predict(int direction) {
    step.at(direction, mean);
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
  }

  private void observe(int t, double read, Score score, Listener listener) {
    double e = read - mean;
    score.add(e, variance, meanBy, varianceBy);
    listener.innovation(t, e, variance);
    become(read);
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
    if (side == 0) {
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
    for (int which = Setting.UPPER; which <= Setting.LOWER; which++) {
      double seen = device.seen(which);
      if (!Double.isNaN(seen)) {
        score.know(which, seen - own[which], 1000 * setting.resolution());
      }
    }
  }
}
