package org.hafnia.simulator.fitting.pulse.likelihood;

/** A small symmetric positive definite matrix, split into L L'. */
public final class Cholesky4 {

  private static final int N = Setting.DEVICE;

  private final double[] lower = new double[N * N];

  public Cholesky4(double[] matrix) {
    for (int j = 0; j < N; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = matrix[j * N + k];
        for (int i = 0; i < k; i++) {
          sum -= lower[j * N + i] * lower[k * N + i];
        }
        lower[j * N + k] =
            j == k
                ? Math.sqrt(Math.max(sum, 1e-14 * Math.abs(matrix[j * N + j]) + 1e-300))
                : sum / lower[k * N + k];
      }
    }
  }

  public double logDeterminant() {
    double sum = 0;
    for (int j = 0; j < N; j++) {
      sum += Math.log(lower[j * N + j]);
    }
    return 2 * sum;
  }

  public double[] solve(double[] right) {
    double[] x = right.clone();
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < j; k++) {
        x[j] -= lower[j * N + k] * x[k];
      }
      x[j] /= lower[j * N + j];
    }
    for (int j = N - 1; j >= 0; j--) {
      for (int k = j + 1; k < N; k++) {
        x[j] -= lower[k * N + j] * x[k];
      }
      x[j] /= lower[j * N + j];
    }
    return x;
  }

  public double[] inverseDiagonal() {
    double[] diagonal = new double[N];
    for (int j = 0; j < N; j++) {
      diagonal[j] = inverseColumn(j)[j];
    }
    return diagonal;
  }

  public double[] inverseColumn(int j) {
    double[] unit = new double[N];
    unit[j] = 1;
    return solve(unit);
  }
}
