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
  private final int used;
  private final double fitted;

  /**
   * The reads of a trace.
   *
   * @param counts which reads are surely in the low state and follow the read before them in step
   */
  public Residuals(Trace trace, double[] residual, boolean[] counts) {
    this(residual, counts, trace.startsFresh(), 0);
  }

  private Residuals(double[] residual, boolean[] counts, boolean fresh, double fitted) {
    this.residual = residual;
    this.counts = counts;
    this.fresh = fresh;
    this.fitted = fitted;
    int reads = 0;
    int filled = fresh ? FILLING : 0;
    for (int t = 1; t < residual.length; t++) {
      filled = counts[t] ? filled + 1 : 0;
      reads += filled > FILLING ? 1 : 0;
    }
    used = reads;
  }

  /** The same reads, of which so many numbers were fitted to the mean. */
  public Residuals less(double numbers) {
    return new Residuals(residual, counts, fresh, Math.clamp(numbers, 0, used));
  }

  /** Reads that count, less the numbers that were fitted. */
  public double freedom() {
    return used - fitted;
  }

  /** Numbers that were fitted, as far as these reads bear them. */
  public double fitted() {
    return fitted;
  }

  /** Sum of squared prediction errors. */
  public double squares(Predictor predictor) {
    return sums(predictor)[0];
  }

  /** Sums of the second and the fourth powers of the prediction errors. */
  public double[] sums(Predictor predictor) {
    double[] theta = predictor.noise.theta();
    int taps = theta.length;
    double[] past = new double[residual.length + taps];
    double second = 0;
    double fourth = 0;
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
        double square = error * error;
        second += square;
        fourth += square * square;
      }
    }
    return new double[] {second, fourth};
  }

  /** Noise, that with alpha^2 / 12 = 1 and a ratio of white to it while that is sought. */
  public static final class Predictor {

    private final ReadNoise noise;

    public Predictor(int spacing, double ratio) {
      this(new ReadNoise(spacing, 1, ratio));
    }

    public Predictor(ReadNoise noise) {
      this.noise = noise;
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
