package org.hafnia.simulator.fitting.statistics;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Covariance of estimates from scores of independent devices (White 1982, Liang and Zeger 1986):
 *
 * <pre>
 *   V = n / (n - 1)  I^-1 (sum over devices of s s^T) I^-1
 * </pre>
 *
 * <p>An error is never less than that of the information I: where V says less, that is chance.
 */
public final class Sandwich {

  private Sandwich() {}

  /**
   * The information's covariance with errors widened to those of V.
   *
   * @param inverse of the information; infinite variances stay
   * @param scores by device and number
   */
  public static double[][] covariance(double[][] inverse, double[][] scores) {
    int n = scores.length;
    int p = inverse.length;
    double[] widening = new double[p];
    for (int i = 0; i < p; i++) {
      double sum = 0;
      for (double[] score : scores) {
        double influence = 0;
        for (int j = 0; j < p; j++) {
          influence += score[j] == 0 ? 0 : inverse[i][j] * score[j];
        }
        sum += influence * influence;
      }
      double ratio = n / Math.max(1, n - 1.0) * sum / inverse[i][i];
      widening[i] = ratio > 1 ? Math.sqrt(ratio) : 1;
    }
    double[][] covariance = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        covariance[i][j] = inverse[i][j] * widening[i] * widening[j];
      }
    }
    return covariance;
  }

  /** Least share of the scores' information that a curvature is believed to have. */
  private static final double LEAST = 0.4;

  /**
   * The information of a likelihood whose curvature is known but for chance: the mean of the {@link
   * #steadied} curvature and of the scores' information, which have the same expectation where the
   * model is true. The curvature alone where there are too few devices for the other.
   *
   * @param scores by device and number
   */
  public static RealMatrix information(RealMatrix curvature, double[][] scores) {
    RealMatrix steadied = steadied(curvature, scores);
    if (scores.length < 2 * curvature.getRowDimension()) {
      return steadied;
    }
    var each = new Array2DRowRealMatrix(scores, false);
    return steadied.add(each.transposeMultiply(each)).scalarMultiply(0.5);
  }

  /**
   * A curvature of which chance has taken too much in some directions: there it has a share of what
   * the scores of the devices say, with which it agrees where a model is true. In coordinates in
   * which the scores' information is 1, eigenvalues of less than that share are raised to it. As it
   * is where there are too few devices for that.
   *
   * @param scores by device and number
   */
  public static RealMatrix steadied(RealMatrix curvature, double[][] scores) {
    int p = curvature.getRowDimension();
    if (scores.length < 2 * p || !Double.isFinite(curvature.getFrobeniusNorm())) {
      return curvature;
    }
    var each = new Array2DRowRealMatrix(scores, false);
    try {
      RealMatrix root = new CholeskyDecomposition(each.transposeMultiply(each), 1e-9, 1e-12).getL();
      RealMatrix inverse = MatrixUtils.inverse(root);
      RealMatrix white = inverse.multiply(curvature).multiplyTransposed(inverse);
      var split = new EigenDecompositionSymmetric(white.add(white.transpose()).scalarMultiply(0.5));
      RealMatrix raised = curvature;
      for (int i = 0; i < p; i++) {
        double lacking = LEAST - split.getEigenvalue(i);
        if (lacking > 0) {
          RealVector axis = root.operate(split.getEigenvector(i));
          raised = raised.add(axis.outerProduct(axis).scalarMultiply(lacking));
        }
      }
      return raised;
    } catch (MathRuntimeException e) {
      return curvature;
    }
  }
}
