package org.hafnia.simulator.dataset.preparation;

import java.util.Locale;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/** How the channels of different recordings are made alike. */
public enum Alignment {
  /** They are as they are. */
  NONE,
  /**
   * Each recording times the inverse square root of the mean covariance of its own windows, which
   * is the identity afterwards, on all that the channels span (H. He and D. Wu, IEEE Trans. Biomed.
   * Eng. 67(2), 399-410, 2020). All windows of a recording take part, whatever their class.
   */
  EUCLIDEAN;

  /** Eigenvalues below this part of the greatest are of what the channels do not span. */
  private static final double RANK = 1e-10;

  /** As requests write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Aligns the signals of a recording.
   *
   * @param starts of its windows
   * @param length of each window in samples
   * @param recording id of the recording, for complaints
   */
  double[][] apply(double[][] signals, int[] starts, int length, String recording) {
    if (this == NONE || starts.length == 0) {
      return signals;
    }
    double[][] mean = new double[signals.length][signals.length];
    for (int start : starts) {
      add(mean, signals, start, length, 1.0 / ((double) starts.length * length));
    }
    return times(inverseRoot(mean, recording), signals);
  }

  private static void add(
      double[][] sum, double[][] signals, int start, int length, double weight) {
    for (int i = 0; i < signals.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int t = start; t < start + length; t++) {
          product += signals[i][t] * signals[j][t];
        }
        sum[i][j] += weight * product;
        sum[j][i] = sum[i][j];
      }
    }
  }

  private static double[][] inverseRoot(double[][] covariance, String recording) {
    var eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance));
    double[] values = eigen.getEigenvalues();
    double least = RANK * values[0];
    if (!(values[0] > 0)) {
      throw new DatasetProblem(recording, "its windows", "zeros only", "signals to align");
    }
    double[][] root = new double[values.length][values.length];
    for (int k = 0; k < values.length && values[k] > least; k++) {
      double[] vector = eigen.getEigenvector(k).toArray();
      for (int i = 0; i < vector.length; i++) {
        for (int j = 0; j < vector.length; j++) {
          root[i][j] += vector[i] * vector[j] / Math.sqrt(values[k]);
        }
      }
    }
    return root;
  }

  private static double[][] times(double[][] matrix, double[][] signals) {
    double[][] product = new double[signals.length][signals[0].length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        double factor = matrix[i][j];
        for (int t = 0; t < product[i].length; t++) {
          product[i][t] += factor * signals[j][t];
        }
      }
    }
    return product;
  }
}
