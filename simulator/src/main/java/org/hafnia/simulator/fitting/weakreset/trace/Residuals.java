package org.hafnia.simulator.fitting.weakreset.trace;

/**
 * What is left of the low-state reads of a trace when mean law and ramp are taken off; for the
 * strengths of pink and white noise. After a read that does not count, so many more are passed over
 * as the memory of the noise needs to fill.
 */
public final class Residuals {

  private static final int FILLING = 20;

  private final double[] residual;
  private final boolean[] counts;
  private final boolean fresh;
  private final double freedom;
  private final double share;

  /**
   * The reads of a trace.
   *
   * @param counts which reads are surely in the low state and follow the read before them in step
   * @param fitted numbers that were fitted to the mean
   */
  public Residuals(Trace trace, double[] residual, boolean[] counts, double fitted) {
    this.residual = residual;
    this.counts = counts;
    fresh = trace.startsFresh();
    int used = 0;
    int filled = fresh ? FILLING : 0;
    for (int t = 1; t < residual.length; t++) {
      filled = counts[t] ? filled + 1 : 0;
      used += filled > FILLING ? 1 : 0;
    }
    // Fitted numbers take their share of the errors of these reads only.
    share = fitted * used / Math.max(1, residual.length - 1);
    freedom = Math.max(0, used - share);
  }

  /** Reads that count, less the numbers that were fitted. */
  public double freedom() {
    return freedom;
  }

  /** Numbers that were fitted, as far as these reads bear them. */
  public double fitted() {
    return share;
  }

  /** Sum of squared prediction errors. */
  public double squares(Predictor predictor) {
    double[] theta = predictor.noise.theta();
    int taps = theta.length;
    double[] past = new double[residual.length + taps];
    double sum = 0;
    int filled = fresh ? FILLING : 0;
    for (int t = 1; t < residual.length; t++) {
      if (!counts[t]) {
        filled = 0;
        past[t + taps] = 0;
        continue;
      }
      double error = residual[t];
      for (int j = 1; j <= taps; j++) {
        error -= theta[j - 1] * past[t + taps - j];
      }
      past[t + taps] = error;
      if (++filled > FILLING) {
        sum += error * error;
      }
    }
    return sum;
  }

  /** Noise with alpha^2 / 12 = 1 and a ratio of white to it. */
  public static final class Predictor {

    private final ReadNoise noise;

    public Predictor(int spacing, double ratio) {
      noise = new ReadNoise(spacing, 1, ratio);
    }

    /** ln of the noise at long times over that of the errors, as standard deviations. */
    public double lnSlow() {
      double sum = 1;
      for (double theta : noise.theta()) {
        sum += theta;
      }
      return Math.log(sum);
    }

    /** Variance of the errors. */
    public double variance() {
      return noise.variance();
    }
  }
}
