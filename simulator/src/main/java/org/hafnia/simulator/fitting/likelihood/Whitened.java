package org.hafnia.simulator.fitting.likelihood;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A likelihood in numbers y that are about independent, each with an error of about 1: free = top +
 * T y with T T' a first covariance. Where estimates hang together strongly (a slope and a value far
 * from where the data are), differences along one of them alone are much shorter than its error, so
 * that a climb stops early and the curvature is that of a ridge's side.
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for the errors of one maximum.
record Whitened(ClusterLikelihood of, double[] top, int[] index, RealMatrix turn)
    implements ClusterLikelihood {

  /** Around a place with a first covariance there; unturned where that is not one. */
  static Whitened around(ClusterLikelihood of, double[] top, int[] index, RealMatrix covariance) {
    int n = index.length;
    var symmetric = covariance.add(covariance.transpose()).scalarMultiply(0.5);
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      double variance = symmetric.getEntry(i, i);
      scale[i] = variance > 0 ? Math.sqrt(variance) : 1;
    }
    var diagonal = MatrixUtils.createRealDiagonalMatrix(scale);
    var inverse = MatrixUtils.inverse(diagonal);
    try {
      var correlations = inverse.multiply(symmetric).multiply(inverse);
      var root = new CholeskyDecomposition(correlations, 1e-9, 1e-12).getL();
      return new Whitened(of, top, index, diagonal.multiply(root));
    } catch (MathRuntimeException notPositive) {
      return new Whitened(of, top, index, diagonal);
    }
  }

  @Override
  public int[] points() {
    return of.points();
  }

  @Override
  public double[] clusters(double[] y) {
    return of.clusters(free(y));
  }

  /** The numbers themselves. */
  double[] free(double[] y) {
    double[] moved = turn.operate(y);
    double[] free = top.clone();
    for (int i = 0; i < index.length; i++) {
      free[index[i]] += moved[i];
    }
    return free;
  }

  /** A covariance of y as one of the numbers. */
  RealMatrix back(RealMatrix covariance) {
    return turn.multiply(covariance).multiply(turn.transpose());
  }
}
