package org.hafnia.simulator.fitting.weakreset.trace;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;

/**
 * Generalised least squares of the mean law for many knees at once. For a knee the mean law is
 * linear in (base, m1, m2 - m1), with columns 1, t and max(0, t - t*); trace and columns go through
 * the prediction filter of the noise, so that what is left is white. In the high state a read
 * counts with the score and the information of its law (Fisher scoring around {@code reference}).
 */
public final class KneeScan {

  private final Trace trace;
  private final ReadNoise noise;
  private final double[] residual;
  private final MeanLaw reference;
  private final boolean[] high;
  private final int index;
  private final double unit;

  /**
   * A scan of one trace.
   *
   * @param residual ln R less reference and ramp
   * @param high telegraph state of each read
   * @param index of the amplitude
   */
  @SuppressWarnings("checkstyle:ParameterNumber") // They belong together for one pass only.
  public KneeScan(
      Trace trace,
      ReadNoise noise,
      double[] residual,
      MeanLaw reference,
      boolean[] high,
      int index) {
    this.trace = trace;
    this.noise = noise;
    this.residual = residual;
    this.reference = reference;
    this.high = high;
    this.index = index;
    unit = Math.max(1, trace.lastPulse());
  }

  /** The fit for each knee; an infinite knee stands for a straight trace. */
  public KneeFit[] scan(double[] knees) {
    // Columns: residual, reference, 1, t, then the hinges. The first is not linear in the high
    // state, so it is kept apart from what the mean law must explain.
    int columns = knees.length + 4;
    int taps = noise.theta().length;
    double[][] past = new double[taps][columns];
    double[] now = new double[columns];
    Sums sums = new Sums(knees.length);
    double[] out = new double[2];
    for (int t = 0; t < trace.reads(); t++) {
      fill(now, t, knees);
      if (t > 0 && trace.pulses()[t] - trace.pulses()[t - 1] != noise.spacing()) {
        for (double[] lag : past) {
          Arrays.fill(lag, 0);
        }
      }
      for (int j = 0; j < taps; j++) {
        subtract(now, noise.theta()[j], past[j]);
      }
      double weight = weight(t);
      double score = now[0] * weight;
      if (high[t] && t > 0) {
        ReadNoise.High state = noise.high(index);
        state.law.at(now[0] / state.spread, out);
        score = -out[1] / state.spread;
      }
      sums.add(now, weight, score);
      if (taps > 0 && !(t == 0 && trace.startsFresh())) {
        remember(past, now, high[t] && t > 0 ? noise.high(index) : null, score);
      }
    }
    KneeFit[] fits = new KneeFit[knees.length];
    for (int k = 0; k < fits.length; k++) {
      fits[k] = sums.solve(k, knees[k], unit).raised(reference.base());
    }
    return fits;
  }

  private void fill(double[] now, int t, double[] knees) {
    double pulse = trace.pulses()[t];
    now[0] = residual[t];
    // The base apart: sums of squares then stay small enough to be subtracted.
    now[1] = reference.at(pulse) - reference.base();
    now[2] = 1;
    now[3] = pulse / unit;
    for (int k = 0; k < knees.length; k++) {
      now[4 + k] = Math.max(0, pulse - knees[k]) / unit;
    }
  }

  private double weight(int t) {
    if (t == 0) {
      return 1 / noise.firstVariance(trace.startsFresh());
    }
    return high[t] ? noise.high(index).information : 1 / noise.variance();
  }

  private static void subtract(double[] now, double theta, double[] lag) {
    for (int c = 0; c < now.length; c++) {
      now[c] -= theta * lag[c];
    }
  }

  private static void remember(
      double[][] past,
      double[] now,
      ReadNoise.@org.jspecify.annotations.Nullable High state,
      double score) {
    double[] newest = past[past.length - 1];
    System.arraycopy(past, 0, past, 1, past.length - 1);
    past[0] = newest;
    if (state == null) {
      System.arraycopy(now, 0, newest, 0, now.length);
      return;
    }
    Arrays.fill(newest, 0);
    for (int j = 0; j < past.length; j++) {
      double gain = state.gain[j] * state.information;
      for (int c = 1; c < now.length; c++) {
        past[j][c] += gain * now[c];
      }
      past[j][0] += state.gain[j] * score;
    }
  }

  /** Weighted sums of products of the filtered columns. */
  private static final class Sums {

    private final double[] common = new double[6];
    private final double[][] hinge;

    Sums(int knees) {
      hinge = new double[4][knees];
    }

    void add(double[] now, double weight, double score) {
      double response = score + weight * now[1];
      double one = weight * now[2];
      double t = weight * now[3];
      common[0] += one * now[2];
      common[1] += one * now[3];
      common[2] += t * now[3];
      common[3] += response * now[2];
      common[4] += response * now[3];
      common[5] += weight == 0 ? 0 : response * response / weight;
      double[] withOne = hinge[0];
      double[] withT = hinge[1];
      double[] withSelf = hinge[2];
      double[] withResponse = hinge[3];
      for (int k = 0; k < withOne.length; k++) {
        double h = now[4 + k];
        withOne[k] += one * h;
        withT[k] += t * h;
        withSelf[k] += weight * h * h;
        withResponse[k] += response * h;
      }
    }

    KneeFit solve(int k, double knee, double unit) {
      boolean bends = hinge[2][k] > 0;
      int p = bends ? 3 : 2;
      double[][] m = new double[p][p];
      double[] y = new double[p];
      m[0][0] = common[0];
      m[0][1] = m[1][0] = common[1];
      m[1][1] = common[2];
      y[0] = common[3];
      y[1] = common[4];
      if (bends) {
        m[0][2] = m[2][0] = hinge[0][k];
        m[1][2] = m[2][1] = hinge[1][k];
        // So weak a prior, 1e3 times the whole rise, only keeps the equations solvable.
        m[2][2] = hinge[2][k] + 1e-6;
        y[2] = hinge[3][k];
      }
      DecompositionSolver solver = new LUDecomposition(new Array2DRowRealMatrix(m), 0).getSolver();
      double[][] v = solver.getInverse().getData();
      double[] estimate = new double[p];
      double explained = 0;
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          estimate[i] += v[i][j] * y[j];
        }
        explained += estimate[i] * y[i];
      }
      return inPulses(bends ? knee : Double.POSITIVE_INFINITY, estimate, v, unit)
          .of(common[5] - explained);
    }

    private static Unscaled inPulses(double knee, double[] estimate, double[][] v, double unit) {
      int p = estimate.length;
      // (base, m1, m2) = T (base, slope, bend)
      double[][] t = new double[p][p];
      t[0][0] = 1;
      t[1][1] = 1 / unit;
      if (p == 3) {
        t[2][1] = 1 / unit;
        t[2][2] = 1 / unit;
      }
      Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(t);
      double[][] covariance =
          matrix.multiply(new Array2DRowRealMatrix(v)).multiplyTransposed(matrix).getData();
      double ln =
          Math.log(new LUDecomposition(new Array2DRowRealMatrix(v), 0).getDeterminant())
              - 2 * (p - 1) * Math.log(unit);
      return new Unscaled(knee, matrix.operate(estimate), covariance, ln);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Large, shared, never written to.
  private record Unscaled(double knee, double[] estimate, double[][] covariance, double ln) {
    KneeFit of(double rss) {
      return new KneeFit(knee, estimate, covariance, ln, rss);
    }
  }
}
