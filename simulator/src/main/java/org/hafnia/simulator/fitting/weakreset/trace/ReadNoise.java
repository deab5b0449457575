package org.hafnia.simulator.fitting.weakreset.trace;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Pink and white noise of reads that are k pulses apart, as a moving average of its innovations
 *
 * <pre>
 *   n_t = e_t + sum_j theta_j e_{t-j},   var e = v,   j = 1 .. floor(14 / k)
 * </pre>
 *
 * with the autocovariance of the noise, by the innovations algorithm (Brockwell and Davis, Time
 * Series, section 5.2). Pink samples are taken as normal with the variance 1/12 of U(0,1); their
 * mean enters through {@link #ramp}.
 */
public final class ReadNoise {

  private static final int TAPS = WeakResetModel.PINK_TAPS;
  private static final int RECURSIONS = 120;
  private static final double[] B = coefficients();

  /** Share of the variance of the newest sample that its uniform law makes up; means are fitted. */
  private static final double KNOWN = 0.97;

  private static final double MOSTLY = 0.5;

  private final int spacing;
  private final double alpha;
  private final double white;
  private final double[] theta;
  private final double variance;
  private final boolean uniform;
  private final double half;
  private final double rest;
  private final double total;
  private final double next;
  private final AtomicReferenceArray<High> high = new AtomicReferenceArray<>(HighLaw.COUNT);

  /**
   * The noise of reads {@code spacing} pulses apart.
   *
   * @param pinkVariance alpha^2 / 12
   * @param whiteVariance sigma_white^2; slightly negative while an estimate is sought
   */
  public ReadNoise(int spacing, double pinkVariance, double whiteVariance) {
    this.spacing = spacing;
    alpha = Math.sqrt(12 * pinkVariance);
    white = whiteVariance;
    double[] covariance = new double[(TAPS - 1) / spacing + 1];
    for (int j = 0; j < covariance.length; j++) {
      for (int k = 0; k + j * spacing < TAPS; k++) {
        covariance[j] += pinkVariance * B[k] * B[k + j * spacing];
      }
    }
    covariance[0] += whiteVariance;
    total = covariance[0];
    next = covariance.length > 1 ? covariance[1] : 0;
    theta = new double[covariance.length - 1];
    variance = innovations(covariance, theta);
    uniform = spacing == 1 && pinkVariance > MOSTLY * variance;
    half = Math.sqrt(3 * KNOWN * pinkVariance);
    rest = Math.sqrt(Math.max(1e-4, variance / pinkVariance - KNOWN) * pinkVariance);
  }

  /** Lasting weights in {@code theta}; returns the variance of the innovations. */
  private static double innovations(double[] covariance, double[] theta) {
    int q = theta.length;
    double[][] weight = new double[RECURSIONS][q + 1];
    double[] v = new double[RECURSIONS];
    v[0] = covariance[0];
    for (int n = 1; n < RECURSIONS; n++) {
      v[n] = covariance[0];
      for (int back = Math.min(q, n); back >= 1; back--) {
        int k = n - back;
        double sum = covariance[back];
        for (int j = Math.max(0, n - q); j < k; j++) {
          sum -= weight[k][k - j] * weight[n][n - j] * v[j];
        }
        weight[n][back] = sum / v[k];
        v[n] -= weight[n][back] * weight[n][back] * v[k];
      }
    }
    System.arraycopy(weight[RECURSIONS - 1], 1, theta, 0, q);
    return v[RECURSIONS - 1];
  }

  private static double[] coefficients() {
    double[] b = new double[TAPS];
    b[0] = 1;
    for (int k = 1; k < TAPS; k++) {
      b[k] = b[k - 1] * (k - 0.5) / k;
    }
    return b;
  }

  /** Mean of the pink noise after so many pulses: alpha / 2 times the sum of b. */
  public double ramp(int pulses) {
    double sum = 0;
    for (int k = 0; k < Math.min(pulses, TAPS); k++) {
      sum += B[k];
    }
    return alpha / 2 * sum;
  }

  /** Variance of the difference between a read and the next. */
  public double stepVariance() {
    return 2 * (total - next);
  }

  public int spacing() {
    return spacing;
  }

  double[] theta() {
    return theta;
  }

  /** v, variance of a read about its prediction from the reads before it. */
  public double variance() {
    return variance;
  }

  /**
   * ln density of a prediction error e in the low state. One pulse brings one uniform sample, so
   * that e is uniform with what else is uncertain added; several pulses bring a sum that is taken
   * as normal.
   */
  double lnLow(double e) {
    if (!uniform) {
      return -e * e / (2 * variance) - Math.log(2 * Math.PI * variance) / 2;
    }
    double above = NormalLaw.below((e + half) / rest) - NormalLaw.below((e - half) / rest);
    double beyond = (Math.abs(e) - half) / rest;
    return beyond < 5
        ? Math.log(above / (2 * half))
        : -beyond * beyond / 2 - Math.log(2 * half * beyond * Math.sqrt(2 * Math.PI));
  }

  /** Probability of a prediction error below e in the low state. */
  double below(double e) {
    if (!uniform) {
      return NormalLaw.below(e / Math.sqrt(variance));
    }
    double sum = integral((e + half) / rest) - integral((e - half) / rest);
    return Math.clamp(sum * rest / (2 * half), 0, 1);
  }

  /** Integral of the normal distribution function. */
  private static double integral(double z) {
    return z * NormalLaw.below(z) + Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Variance of a first read. */
  public double firstVariance(boolean fresh) {
    // A read without any noise would make the equations singular.
    return fresh ? Math.max(0, white) + 4e-4 * variance : total;
  }

  /** Index of the first amplitude at or above that many ln R. */
  public int indexAbove(double amplitude) {
    int index = 0;
    while (index < HighLaw.COUNT - 1 && amplitude(index) < amplitude) {
      index++;
    }
    return index;
  }

  /** Amplitude of an index, in ln R. */
  public double amplitude(int index) {
    return high(index).amplitude;
  }

  High high(int index) {
    High known = high.get(index);
    if (known == null) {
      known = new High(index, theta, variance);
      high.set(index, known);
    }
    return known;
  }

  /**
   * Reading through the high state: how much a read tells about each innovation, once that has
   * settled. With the information J of {@link HighLaw} in place of an inverse variance it is the
   * Kalman filter of the moving average.
   */
  static final class High {

    private static final int SETTLED = 80;

    final HighLaw law;
    final double amplitude;

    /** Standard deviation of a read about its prediction, the telegraph noise left out. */
    final double spread;

    /** Covariance of innovation t - j with the prediction error. */
    final double[] gain;

    /** Information of a read about its level, per (ln R)^2. */
    final double information;

    private High(int index, double[] theta, double variance) {
      law = HighLaw.of(index);
      int size = theta.length + 1;
      double[][] p = new double[size][size];
      double[] ph = new double[size];
      double total = variance;
      for (int step = 0; step < SETTLED; step++) {
        for (int i = size - 1; i > 0; i--) {
          for (int j = size - 1; j > 0; j--) {
            p[i][j] = p[i - 1][j - 1];
          }
        }
        for (int i = 0; i < size; i++) {
          p[0][i] = 0;
          p[i][0] = 0;
        }
        p[0][0] = variance;
        total = 0;
        for (int i = 0; i < size; i++) {
          ph[i] = p[i][0];
          for (int j = 1; j < size; j++) {
            ph[i] += p[i][j] * theta[j - 1];
          }
          total += ph[i] * (i == 0 ? 1 : theta[i - 1]);
        }
        double j2 = law.information() / total;
        if (step < SETTLED - 1) {
          for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
              p[i][j] -= ph[i] * ph[j] * j2;
            }
          }
        }
      }
      spread = Math.sqrt(total);
      gain = ph;
      information = law.information() / total;
      amplitude = HighLaw.amplitude(index) * spread;
    }
  }
}
