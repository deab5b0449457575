package org.hafnia.simulator.fitting.weakreset.trace;

import java.util.Arrays;

/**
 * Likelihood of a trace and its telegraph states, given mean law and amplitude: the forward
 * algorithm of the two-state chain, in which either state carries its own estimate of the last
 * innovations of the pink noise, mixed where the chain moves (interacting multiple models, Blom and
 * Bar-Shalom 1988). Scratch of one thread; holds what the last run found.
 */
public final class StateFilter {

  private static final double LN_2_PI = Math.log(2 * Math.PI);

  /** Beyond that one state is impossible anyway; its exponential still is a float. */
  private static final double MOST_RATIO = 80;

  private final double[] law = new double[2];
  private double[] low = new double[0];
  private double[] highs = new double[0];

  /** ln density of each read in the low state, given the reads before it. */
  double[] lnLow = new double[0];

  /** ln of the density in the high state over that in the low state. */
  double[] lnRatio = new double[0];

  /** Probability of the high state given the reads so far. */
  double[] high = new double[0];

  /** The same before the read itself. */
  double[] expected = new double[0];

  /** Prediction errors of either state. */
  double[] lowError = new double[0];

  double[] highError = new double[0];

  /** Reads as above, and rates per step. */
  private Rates rates = new Rates(0.1, 0.1);

  private int n;
  private int step;
  private double up;
  private double down;

  /** Sets the chain that the next runs take. */
  public StateFilter with(Rates chain) {
    rates = chain;
    step = -1;
    return this;
  }

  /**
   * ln density of all reads but the first.
   *
   * @param residual ln R less mean law and ramp
   * @param index of the amplitude; below 0 for no telegraph noise
   */
  public double run(Trace trace, double[] residual, ReadNoise noise, int index) {
    prepare(trace.reads(), noise.theta().length);
    high[0] = trace.startsFresh() || index < 0 ? 0 : rates.upAfter(trace.pulses()[0]);
    expected[0] = high[0];
    double sum = 0;
    for (int t = 1; t < n; t++) {
      int pulses = trace.pulses()[t] - trace.pulses()[t - 1];
      if (pulses != noise.spacing()) {
        Arrays.fill(low, 0);
        Arrays.fill(highs, 0);
      }
      sum +=
          index < 0 ? lowOnly(t, residual[t], noise) : read(t, residual[t], pulses, noise, index);
    }
    return sum;
  }

  private void prepare(int reads, int taps) {
    n = reads;
    if (high.length < reads) {
      lnLow = new double[reads];
      lnRatio = new double[reads];
      high = new double[reads];
      expected = new double[reads];
      lowError = new double[reads];
      highError = new double[reads];
    }
    if (low.length != taps) {
      low = new double[taps];
      highs = new double[taps];
    }
    Arrays.fill(low, 0);
    Arrays.fill(highs, 0);
  }

  private double lowOnly(int t, double residual, ReadNoise noise) {
    double error = residual - dot(noise.theta(), low);
    shift(low, error);
    lowError[t] = error;
    lnLow[t] = -(error * error / noise.variance() + Math.log(noise.variance()) + LN_2_PI) / 2;
    lnRatio[t] = Double.NEGATIVE_INFINITY;
    high[t] = 0;
    expected[t] = 0;
    return lnLow[t];
  }

  @SuppressWarnings("checkstyle:ParameterNumber") // Inner loop; an object per read would cost.
  private double read(int t, double residual, int pulses, ReadNoise noise, int index) {
    if (pulses != step) {
      step = pulses;
      up = rates.upAfter(pulses);
      down = rates.downAfter(pulses);
    }
    double before = high[t - 1];
    double rising = (1 - before) * up;
    double toHigh = rising + before * (1 - down);
    double toLow = 1 - toHigh;
    mix(before * down / toLow, rising / toHigh);
    double[] theta = noise.theta();
    ReadNoise.High state = noise.high(index);
    double errorLow = residual - dot(theta, low);
    double errorHigh = residual - dot(theta, highs);
    state.law.at(errorHigh / state.spread, law);
    lnLow[t] = -(errorLow * errorLow / noise.variance() + Math.log(noise.variance()) + LN_2_PI) / 2;
    double lnHigh = law[0] - Math.log(state.spread);
    double ratio = Math.clamp(lnHigh - lnLow[t], -MOST_RATIO, MOST_RATIO);
    lnLow[t] = Math.max(lnLow[t], lnHigh - ratio);
    double odds = Math.exp(ratio);
    double density = toLow + toHigh * odds;
    lnRatio[t] = ratio;
    expected[t] = toHigh;
    high[t] = toHigh * odds / density;
    lowError[t] = errorLow;
    highError[t] = errorHigh;
    shift(low, errorLow);
    double score = -law[1] / state.spread;
    shift(highs, state.gain[0] * score);
    for (int j = 1; j < highs.length; j++) {
      highs[j] += state.gain[j] * score;
    }
    return lnLow[t] + Math.log(density);
  }

  /** Either state takes over from the other what the chain brings. */
  private void mix(double fromHigh, double fromLow) {
    for (int j = 0; j < low.length; j++) {
      double difference = highs[j] - low[j];
      low[j] += fromHigh * difference;
      highs[j] -= fromLow * difference;
    }
  }

  private static double dot(double[] theta, double[] innovations) {
    double sum = 0;
    for (int j = 0; j < theta.length; j++) {
      sum += theta[j] * innovations[j];
    }
    return sum;
  }

  private static void shift(double[] innovations, double newest) {
    if (innovations.length > 0) {
      System.arraycopy(innovations, 0, innovations, 1, innovations.length - 1);
      innovations[0] = newest;
    }
  }

  /**
   * Probability of the high state at each read given all reads of the last run; adds the expected
   * transitions and pulses spent in either state to {@code counts} (ups, lows, downs, highs).
   */
  public double[] smoothed(Trace trace, double[] counts) {
    double[] smooth = new double[n];
    smooth[n - 1] = high[n - 1];
    for (int t = n - 2; t >= 0; t--) {
      int pulses = trace.pulses()[t + 1] - trace.pulses()[t];
      double rise = rates.upAfter(pulses);
      double fall = rates.downAfter(pulses);
      double later = expected[t + 1] == 0 ? 0 : smooth[t + 1] / expected[t + 1];
      double laterLow = (1 - smooth[t + 1]) / (1 - expected[t + 1]);
      double rose = (1 - high[t]) * rise * later;
      double fell = high[t] * fall * laterLow;
      smooth[t] = Math.clamp(high[t] * (1 - fall) * later + fell, 0, 1);
      counts[0] += rose;
      counts[1] += (1 - smooth[t]) * pulses;
      counts[2] += fell;
      counts[3] += smooth[t] * pulses;
    }
    return smooth;
  }

  /** ln density that the last run predicted for a read, given the reads before it. */
  public double lnPredicted(int t, ReadNoise noise, int index) {
    double lnFromLow = noise.lnLow(lowError[t]);
    if (index < 0) {
      return lnFromLow;
    }
    ReadNoise.High state = noise.high(index);
    state.law.at(highError[t] / state.spread, law);
    double lnFromHigh = law[0] - Math.log(state.spread);
    double most = Math.max(lnFromLow, lnFromHigh);
    return most
        + Math.log(
            (1 - expected[t]) * Math.exp(lnFromLow - most)
                + expected[t] * Math.exp(lnFromHigh - most));
  }

  /** The same as the filter itself has it, with normal pink samples. */
  public double lnFiltered(int t) {
    return lnLow[t] + Math.log1p(expected[t] * Math.expm1(lnRatio[t]));
  }

  /** ln density in the low state, as the filter has it. */
  public double lnAt(int t) {
    return lnLow[t];
  }

  /** Probability that the last run predicted for a read below the one there was. */
  public double below(int t, ReadNoise noise, int index) {
    double fromLow = noise.below(lowError[t]);
    if (index < 0) {
      return fromLow;
    }
    ReadNoise.High state = noise.high(index);
    double fromHigh = state.law.below(highError[t] / state.spread);
    return fromLow + expected[t] * (fromHigh - fromLow);
  }

  /** exp of {@link #lnRatio} of the last run. */
  public float[] ratios() {
    float[] ratios = new float[n];
    for (int t = 1; t < n; t++) {
      ratios[t] = (float) Math.exp(lnRatio[t]);
    }
    return ratios;
  }

  /** Sum of {@link #lnLow} of the last run. */
  public double lnAllLow() {
    double sum = 0;
    for (int t = 1; t < n; t++) {
      sum += lnLow[t];
    }
    return sum;
  }
}
