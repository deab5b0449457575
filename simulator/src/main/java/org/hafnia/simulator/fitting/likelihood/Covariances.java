package org.hafnia.simulator.fitting.likelihood;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/** Covariance matrices of estimates. */
final class Covariances {

  private Covariances() {}

  /** The inverse, of the matrix scaled to a diagonal of 1 with a trace of a ridge. */
  static RealMatrix inverse(RealMatrix curvature) {
    int n = curvature.getRowDimension();
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = Math.sqrt(Math.max(Math.abs(curvature.getEntry(i, i)), 1e-12));
    }
    var scaled = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double ridge = i == j ? 1e-10 : 0;
        scaled.setEntry(i, j, curvature.getEntry(i, j) / (scale[i] * scale[j]) + ridge);
      }
    }
    var inverse = new QRDecomposition(scaled, 0).getSolver().getInverse();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse.setEntry(i, j, inverse.getEntry(i, j) / (scale[i] * scale[j]));
      }
    }
    return inverse;
  }

  /**
   * From estimates without one cluster c after another, to one step of Newton:
   *
   * <pre>
   *   d_c = (H - H_c)^-1 s_c,   (C - 1) / C sum d_c d_c'
   * </pre>
   *
   * <p>Scores alone, H^-1 (sum s s') H^-1, come out too small where few clusters decide a number: a
   * cluster pulls the estimate towards itself, and its score shrinks with that (Bell and McCaffrey,
   * Survey Methodology 28, 2002).
   *
   * @param scores of the clusters: [number][cluster]
   */
  static RealMatrix jackknife(Local.Curvature curvature, double[][] scores) {
    int n = scores.length;
    int clusters = scores[0].length;
    var all = inverse(curvature.whole());
    var sum = new Array2DRowRealMatrix(n, n);
    for (int c = 0; c < clusters; c++) {
      int cluster = c;
      double[] own = new double[n];
      Arrays.setAll(own, i -> scores[i][cluster]);
      double[] moved = step(curvature.without(c), all, own);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          sum.addToEntry(i, j, moved[i] * moved[j]);
        }
      }
    }
    return sum.scalarMultiply((clusters - 1.0) / clusters);
  }

  /** Without a cluster that alone makes a maximum of it there is no such step. */
  private static double[] step(RealMatrix others, RealMatrix all, double[] score) {
    try {
      return new CholeskyDecomposition(others, 1e-6, 1e-12)
          .getSolver()
          .solve(new ArrayRealVector(score))
          .toArray();
    } catch (MathRuntimeException notPositive) {
      return all.operate(score);
    }
  }

  /**
   * At least as wide as without robustness: with heavy tails few clusters carry most of the scores,
   * and errors from scores alone come out too small.
   */
  static RealMatrix widened(RealMatrix robust, RealMatrix plain) {
    int n = robust.getRowDimension();
    double[] factor = new double[n];
    for (int i = 0; i < n; i++) {
      double ratio = plain.getEntry(i, i) / robust.getEntry(i, i);
      factor[i] = ratio > 1 ? Math.sqrt(ratio) : 1;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        robust.multiplyEntry(i, j, factor[i] * factor[j]);
      }
    }
    return robust;
  }

  /** Rows and columns of some numbers among all. */
  static double[][] among(RealMatrix covariance, int[] index, int size) {
    double[][] all = new double[size][size];
    for (int i = 0; i < index.length; i++) {
      for (int j = 0; j < index.length; j++) {
        all[index[i]][index[j]] = covariance.getEntry(i, j);
      }
    }
    return all;
  }
}
