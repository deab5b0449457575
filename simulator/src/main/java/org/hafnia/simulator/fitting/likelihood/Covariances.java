package org.hafnia.simulator.fitting.likelihood;

import org.hipparchus.linear.Array2DRowRealMatrix;
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
