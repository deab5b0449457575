package org.hafnia.simulator.fitting.weakreset.population;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.statistics.Sandwich;
import org.hafnia.simulator.fitting.weakreset.trace.Rates;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;

/**
 * Telegraph chain and the law U(0, a_max) of the amplitudes: the likelihood of every device by the
 * forward algorithm, integrated over its amplitude.
 */
public final class TelegraphFit {

  private static final int ITERATIONS = 6;
  private static final double STEP = 0.03;

  /**
   * One device at some amplitudes.
   *
   * @param amplitude rising from 0, in ln R
   * @param lnLow ln likelihood of staying low; relative to that of amplitude 0
   * @param ratios density of each read in the high state over that in the low state
   * @param gaps pulses between reads
   * @param first pulses before the first read
   */
  @SuppressWarnings("ArrayRecordComponent") // Large, shared, never written to.
  public record Curve(
      double[] amplitude, double[] lnLow, List<float[]> ratios, int[] gaps, int first) {}

  private final List<Curve> curves;

  public TelegraphFit(List<Curve> curves) {
    this.curves = curves;
  }

  /** Rates with the covariance of their logarithms. */
  @SuppressWarnings("ArrayRecordComponent") // Large, shared, never written to.
  public record FoundRates(Rates rates, double[][] covariance) {}

  /** Median and interval of a_max, in ln R; interval of the asked confidence. */
  public record FoundMost(double median, double deviation, double low, double high) {}

  /** Newton's method on the logarithms of the rates. */
  public FoundRates rates(Rates start, double most) {
    double[] at = {Math.log(start.up()), Math.log(start.down())};
    double[][] information = new double[2][2];
    double[][] scores = new double[curves.size()][2];
    for (int i = 0; i < ITERATIONS; i++) {
      double[] score = new double[2];
      derivatives(at, most, scores, information);
      for (double[] one : scores) {
        score[0] += one[0];
        score[1] += one[1];
      }
      double det = information[0][0] * information[1][1] - information[0][1] * information[1][0];
      if (!(det > 0 && information[0][0] > 0)) {
        break;
      }
      double a = (information[1][1] * score[0] - information[0][1] * score[1]) / det;
      double b = (information[0][0] * score[1] - information[0][1] * score[0]) / det;
      double part = Math.min(1, 1 / Math.max(Math.abs(a), Math.abs(b)));
      at[0] = Math.min(at[0] + part * a, Math.log(0.49));
      at[1] = Math.min(at[1] + part * b, Math.log(0.49));
      if (Math.max(Math.abs(a), Math.abs(b)) < 1e-3) {
        break;
      }
    }
    var lu = new LUDecomposition(new Array2DRowRealMatrix(information), 1e-9).getSolver();
    double inf = Double.POSITIVE_INFINITY;
    double[][] v =
        lu.isNonSingular() ? lu.getInverse().getData() : new double[][] {{inf, 0}, {0, inf}};
    Rates found = new Rates(Math.exp(at[0]), Math.exp(at[1]));
    return new FoundRates(found, Sandwich.covariance(v, scores));
  }

  private void derivatives(double[] at, double most, double[][] scores, double[][] information) {
    double[][] f = new double[3][3];
    double[][][] each = new double[3][3][];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        each[i][j] = ln(at[0] + (i - 1) * STEP, at[1] + (j - 1) * STEP, most);
        f[i][j] = Arrays.stream(each[i][j]).sum();
      }
    }
    for (int d = 0; d < scores.length; d++) {
      scores[d][0] = (each[2][1][d] - each[0][1][d]) / (2 * STEP);
      scores[d][1] = (each[1][2][d] - each[1][0][d]) / (2 * STEP);
    }
    information[0][0] = -(f[2][1] - 2 * f[1][1] + f[0][1]) / (STEP * STEP);
    information[1][1] = -(f[1][2] - 2 * f[1][1] + f[1][0]) / (STEP * STEP);
    information[0][1] = -(f[2][2] - f[2][0] - f[0][2] + f[0][0]) / (4 * STEP * STEP);
    information[1][0] = information[0][1];
  }

  /** ln likelihood of each device. */
  private double[] ln(double lnUp, double lnDown, double most) {
    Rates rates = new Rates(Math.exp(lnUp), Math.exp(lnDown));
    double[] each = new double[curves.size()];
    for (int d = 0; d < each.length; d++) {
      each[d] = lnMarginal(d, rates, most);
    }
    return each;
  }

  /** ln likelihood of a device over all amplitudes, relative to no telegraph noise. */
  public double lnMarginal(int device, Rates rates, double most) {
    Curve curve = curves.get(device);
    return lnIntegral(curve.amplitude(), likelihoods(curve, rates), most) - Math.log(most);
  }

  /** ln likelihood at each amplitude. */
  public static double[] likelihoods(Curve curve, Rates rates) {
    double[] ln = new double[curve.amplitude().length];
    for (int i = 1; i < ln.length; i++) {
      ln[i] = curve.lnLow()[i] + forward(curve, curve.ratios().get(i), rates);
    }
    return ln;
  }

  private static double forward(Curve curve, float[] ratio, Rates rates) {
    double high = curve.first() == 0 ? 0 : rates.upAfter(curve.first());
    double product = 1;
    double sum = 0;
    int gap = 0;
    double up = 0;
    double stay = 0;
    for (int t = 1; t < ratio.length; t++) {
      if (curve.gaps()[t] != gap) {
        gap = curve.gaps()[t];
        up = rates.upAfter(gap);
        stay = 1 - rates.downAfter(gap) - up;
      }
      double toHigh = up + high * stay;
      double weighted = toHigh * ratio[t];
      double density = 1 - toHigh + weighted;
      high = weighted / density;
      product *= density;
      if (product > 1e200 || product < 1e-200) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  }

  /** ln of the integral of exp(ln) from 0 to {@code to}; exp(ln) linear between its nodes. */
  static double lnIntegral(double[] x, double[] ln, double to) {
    double most = Double.NEGATIVE_INFINITY;
    for (double l : ln) {
      most = Math.max(most, l);
    }
    double sum = 0;
    for (int i = 0; i + 1 < x.length && x[i] < to; i++) {
      double a = Math.exp(ln[i] - most);
      double b = Math.exp(ln[i + 1] - most);
      double part = Math.min(1, (to - x[i]) / (x[i + 1] - x[i]));
      sum += (x[i + 1] - x[i]) * part * (a + (b - a) * part / 2);
    }
    // Beyond the last node as at it.
    double last = x[x.length - 1];
    sum += Math.max(0, to - last) * Math.exp(ln[x.length - 1] - most);
    return most + Math.log(Math.max(sum, 1e-300));
  }

  /**
   * The greatest amplitude: with prior 1 / a_max the posterior of the end of a uniform law is also
   * a confidence law, exactly so where amplitudes are known exactly.
   */
  public FoundMost most(Rates rates, double[] seen, double confidence) {
    double top = 0;
    for (double a : seen) {
      top = Math.max(top, a);
    }
    int nodes = 1200;
    double from = Math.log(top / 2);
    double step = Math.log(16) / nodes;
    double[] ln = new double[nodes];
    for (Curve curve : curves) {
      double[] likelihoods = likelihoods(curve, rates);
      for (int i = 0; i < nodes; i++) {
        double a = from + (i + 0.5) * step;
        ln[i] += lnIntegral(curve.amplitude(), likelihoods, Math.exp(a)) - a;
      }
    }
    return summary(ln, from, step, confidence);
  }

  /** Median and quantiles of a law given by ln densities over ln a. */
  private static FoundMost summary(double[] ln, double from, double step, double confidence) {
    int nodes = ln.length;
    double best = Double.NEGATIVE_INFINITY;
    for (double l : ln) {
      best = Math.max(best, l);
    }
    double mass = 0;
    double mean = 0;
    double square = 0;
    double[] below = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      double w = Math.exp(ln[i] - best);
      double a = Math.exp(from + (i + 0.5) * step);
      mass += w;
      mean += w * a;
      square += w * a * a;
      below[i] = mass;
    }
    double tail = (1 - confidence) / 2;
    double[] at = {tail, 0.5, 1 - tail};
    double[] quantile = new double[3];
    for (int q = 0; q < 3; q++) {
      int i = 0;
      while (below[i] < at[q] * mass && i < nodes - 1) {
        i++;
      }
      quantile[q] = Math.exp(from + (i + 0.5) * step);
    }
    mean /= mass;
    double deviation = Math.sqrt(Math.max(0, square / mass - mean * mean));
    return new FoundMost(quantile[1], deviation, quantile[0], quantile[2]);
  }
}
