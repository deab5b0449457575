package org.hafnia.simulator.fitting.weakreset;

import java.util.Arrays;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate.Value;
import org.hafnia.simulator.fitting.weakreset.population.Cloud;
import org.hafnia.simulator.fitting.weakreset.population.KneeSearch;
import org.hafnia.simulator.fitting.weakreset.population.Level;
import org.hafnia.simulator.fitting.weakreset.population.Posterior;
import org.hafnia.simulator.fitting.weakreset.trace.KneeFit;
import org.hafnia.simulator.fitting.weakreset.trace.KneeScan;
import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;
import org.hafnia.simulator.fitting.weakreset.trace.ReadNoise;
import org.hafnia.simulator.fitting.weakreset.trace.Residuals;
import org.hafnia.simulator.fitting.weakreset.trace.Start;
import org.hafnia.simulator.fitting.weakreset.trace.StateFilter;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;

/**
 * What is known of one device so far; {@link #update} alternates between its telegraph noise, given
 * the mean law, and the mean law, given the states.
 */
final class DeviceFit {

  /** Step between amplitudes of the first look, a factor of 1.5; a power of two. */
  static final int COARSE = 8;

  private static final double SURELY_LOW = 0.02;

  private static final int POSTERIOR_LAWS = 32;

  /** m1, t* and m2. */
  private static final double MOST_NUMBERS = 3;

  /** Gain of ln likelihood below which more updates change nothing. */
  private static final double ENOUGH = 0.2;

  /** ln likelihood that telegraph noise must bring to be believed. */
  static final double VISIBLE = 3;

  /**
   * From where reads that are likely high are kept apart from the low ones: amplitudes too small to
   * be believed would otherwise pass for pink noise.
   */
  private static final double SUSPECTED = 1.5;

  private final Trace trace;
  private MeanLaw law;
  private int index = -1;
  private boolean looked;
  private double mostAmplitude = Double.POSITIVE_INFINITY;
  private double ln;
  private double amplitudesGain;
  private double gain;
  private double[] smooth;
  private final double[] counts = new double[4];
  private KneeFit[] fits = new KneeFit[0];
  private double[] residual = new double[0];
  private @org.jspecify.annotations.Nullable Posterior posterior;
  private @org.jspecify.annotations.Nullable Cloud cloud;

  DeviceFit(Trace trace, ReadNoise noise) {
    this.trace = trace;
    law = Start.law(trace, noise);
    smooth = new double[trace.reads()];
  }

  /** The trace from the start, with amplitudes up to so many ln R only. */
  DeviceFit again(ReadNoise noise, double most) {
    DeviceFit other = new DeviceFit(trace, noise);
    other.mostAmplitude = most;
    return other;
  }

  Trace trace() {
    return trace;
  }

  /** ln likelihood of the trace as it was last fitted. */
  double ln() {
    return ln;
  }

  MeanLaw law() {
    return law;
  }

  /** Index of the likeliest amplitude. */
  int index() {
    return index;
  }

  /** Whether telegraph noise was seen. */
  boolean visited() {
    return gain > VISIBLE;
  }

  /** Amplitude with its standard error, by the reads in the high state. */
  Value amplitude(ReadNoise noise) {
    double value = noise.amplitude(Math.max(0, index));
    double reads = Arrays.stream(smooth).sum();
    // E[(d ln f / d ln a)^2] = 1.64 for the law -ln(e/a)/a without other noise: an upper bound.
    return new Value(value, value / Math.sqrt(Math.max(1, reads)), true);
  }

  /** What telegraph noise of any amplitude brings to ln likelihood. */
  void amplitudesGain(double of) {
    amplitudesGain = of;
  }

  /**
   * ln of the likelihood of all reads under the population: the filter's at the mean law, carried
   * over to all amplitudes and mean laws.
   */
  double lnMarginal(Shared shared, Level level, StateFilter filter) {
    double[] own = residual(trace, law, shared.noise());
    double none = filter.run(trace, own, shared.noise(), -1);
    double here = Double.POSITIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (KneeFit fit : fits) {
      least = Math.min(least, fit.rss());
      here =
          fit.knee() == law.knee() || (!fit.bends() && Double.isInfinite(law.knee()))
              ? fit.rss()
              : here;
    }
    double[] base = posterior().moments(Posterior.Quantity.BASE);
    double variance = level.deviation() * level.deviation() + base[1] * base[1] + 1e-18;
    double away = base[0] - level.mean();
    double first = shared.noise().firstVariance(trace.startsFresh());
    return none
        + amplitudesGain
        + (Double.isInfinite(here) ? 0 : (here - least) / 2)
        + posterior().lnLikelihood()
        - Math.log(2 * Math.PI * first) / 2
        - (away * away / variance + Math.log(2 * Math.PI * variance)) / 2;
  }

  double[] counts() {
    return counts;
  }

  double[] smooth() {
    return smooth;
  }

  KneeFit[] fits() {
    return fits;
  }

  /** The best fit, bounds of the laws left aside. */
  KneeFit freely() {
    KneeFit best = fits[fits.length - 1];
    for (KneeFit fit : fits) {
      // A knee costs two numbers: less gain than that is noise.
      best = fit.rss() + (fit.bends() ? 10 : 0) < best.rss() + (best.bends() ? 10 : 0) ? fit : best;
    }
    return best;
  }

  Posterior posterior() {
    return java.util.Objects.requireNonNull(posterior);
  }

  Cloud cloud() {
    return java.util.Objects.requireNonNull(cloud);
  }

  /** Updates until the likelihood stands still, or so many times. */
  void converge(Shared shared, StateFilter filter, int most) {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < most; i++) {
      update(shared, filter);
      // Without high states the mean law is exact at once.
      if (gain <= SUSPECTED || ln < before + ENOUGH) {
        break;
      }
      before = ln;
    }
  }

  private void update(Shared shared, StateFilter filter) {
    residual = residual(trace, law, shared.noise());
    filter.with(shared.rates());
    findAmplitude(shared, filter);
    ln = filter.run(trace, residual, shared.noise(), index);
    gain = ln - filter.run(trace, residual, shared.noise(), -1);
    Arrays.fill(counts, 0);
    if (gain > SUSPECTED) {
      filter.run(trace, residual, shared.noise(), index);
      smooth = filter.smoothed(trace, counts);
    } else {
      smooth = new double[trace.reads()];
      counts[1] = trace.lastPulse() - trace.pulses()[0];
    }
    findKnee(shared);
    cloud = new Cloud(fits, trace.lastPulse(), shared.laws().box());
    posterior = Posterior.of(cloud, shared.laws(), trace.lastPulse());
    law = posterior.best();
  }

  /** ln R less mean law and mean of the pink noise. */
  static double[] residual(Trace trace, MeanLaw law, ReadNoise noise) {
    double[] residual = new double[trace.reads()];
    double full = noise.ramp(Integer.MAX_VALUE);
    for (int t = 0; t < residual.length; t++) {
      int pulse = trace.pulses()[t];
      double ramp = pulse < 16 ? noise.ramp(pulse) : full;
      residual[t] = trace.lnOhm()[t] - ramp - law.at(pulse);
    }
    return residual;
  }

  double[] residual() {
    return residual;
  }

  private void findAmplitude(Shared shared, StateFilter filter) {
    double best = Double.NEGATIVE_INFINITY;
    if (!looked) {
      for (int i : coarse(shared.noise())) {
        double ln = filter.run(trace, residual, shared.noise(), i);
        if (ln > best) {
          best = ln;
          index = i;
        }
      }
      looked = true;
    } else {
      best = filter.run(trace, residual, shared.noise(), index);
    }
    int top = shared.noise().indexAbove(top(residual));
    for (int step = COARSE / 2; step >= 1; step /= 2) {
      int centre = index;
      for (int side = -1; side <= 1; side += 2) {
        int i = Math.clamp(centre + side * step, 0, top);
        double ln = filter.run(trace, residual, shared.noise(), i);
        if (ln > best) {
          best = ln;
          index = i;
        }
      }
    }
  }

  /** Amplitudes to look at first. */
  int[] coarse(ReadNoise noise) {
    int top = noise.indexAbove(top(residual));
    int[] indices = new int[top / COARSE + 1];
    Arrays.setAll(indices, i -> i * COARSE);
    return indices;
  }

  private double top(double[] residual) {
    return Math.min(mostAmplitude, Math.max(1, 2 * Arrays.stream(residual).max().orElse(0)));
  }

  private void findKnee(Shared shared) {
    boolean[] high = new boolean[trace.reads()];
    for (int t = 0; t < high.length; t++) {
      high[t] = smooth[t] > 0.5;
    }
    KneeScan scan = new KneeScan(trace, shared.noise(), residual, law, high, Math.max(0, index));
    fits = new KneeSearch(scan, trace.lastPulse(), shared.laws()).fits();
  }

  /** Reads that tell of pink and white noise. */
  Residuals residuals(ReadNoise noise) {
    boolean[] low = new boolean[trace.reads()];
    for (int t = 1; t < low.length; t++) {
      low[t] =
          smooth[t] < SURELY_LOW && trace.pulses()[t] - trace.pulses()[t - 1] == noise.spacing();
    }
    Residuals reads = new Residuals(trace, residual(trace, law, noise), low);
    return reads.less(fitted(reads, noise, low));
  }

  /**
   * Numbers that the mean law takes from those reads: what the squared errors grow by, in units of
   * their variance, from the best mean law to those that the posterior bears. Less than the law has
   * numbers, as the population tells of them too. The base of a trace without read 0 is one more.
   */
  private double fitted(Residuals best, ReadNoise noise, boolean[] low) {
    Residuals.Predictor predictor = new Residuals.Predictor(noise);
    MeanLaw[] laws = posterior().sample(POSTERIOR_LAWS);
    double sum = 0;
    for (MeanLaw one : laws) {
      sum += new Residuals(trace, residual(trace, one, noise), low).squares(predictor);
    }
    double growth = (sum / laws.length - best.squares(predictor)) / noise.variance();
    return Math.clamp(growth, 0, MOST_NUMBERS) + (trace.startsFresh() ? 0 : 1);
  }
}
