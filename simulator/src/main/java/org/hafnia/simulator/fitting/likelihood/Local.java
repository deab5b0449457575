package org.hafnia.simulator.fitting.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/** First and second differences of a likelihood around a point, in some of its numbers. */
@SuppressWarnings("ArrayRecordComponent") // Lives for one step of a climb.
record Local(Evaluations evaluations, ClusterLikelihood likelihood, int[] index) {

  private static final double STEP = 1e-4;

  /** First derivatives, and the second by each number. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one step of a climb.
  record Slope(double[] gradient, double[] second) {}

  /**
   * Second derivatives, less than 0 at a maximum, with the sign turned.
   *
   * @param whole of all clusters
   * @param parts of each cluster: [cluster][i + j (j + 1) / 2], i at most j
   */
  @SuppressWarnings("ArrayRecordComponent") // Lives for the errors of one maximum.
  record Curvature(RealMatrix whole, double[][] parts) {

    /** Of all clusters but one. */
    RealMatrix without(int cluster) {
      int n = whole.getRowDimension();
      var others = new Array2DRowRealMatrix(n, n);
      for (int j = 0; j < n; j++) {
        for (int i = 0; i <= j; i++) {
          double rest = whole.getEntry(i, j) - parts[cluster][i + j * (j + 1) / 2];
          others.setEntry(i, j, rest);
          others.setEntry(j, i, rest);
        }
      }
      return others;
    }
  }

  Slope slope(double[] at, double value) {
    double[] f = evaluations.totals(likelihood, around(at, constant(STEP)));
    double[] gradient = new double[index.length];
    double[] second = new double[index.length];
    for (int i = 0; i < index.length; i++) {
      gradient[i] = (f[2 * i] - f[2 * i + 1]) / (2 * STEP);
      second[i] = (f[2 * i] - 2 * value + f[2 * i + 1]) / (STEP * STEP);
    }
    return new Slope(gradient, second);
  }

  /** A first guess at the inverse of the curvature. */
  double[][] diagonal(Slope slope) {
    double[][] inverse = new double[index.length][index.length];
    for (int i = 0; i < index.length; i++) {
      double least = Math.abs(slope.gradient()[i]) / 0.5;
      inverse[i][i] = 1 / Math.max(1e-3, Math.max(-slope.second()[i], least));
    }
    return inverse;
  }

  /** Steps over which the likelihood falls by 0.02 to 0.2 nat, at most 0.3. */
  double[] steps(double[] at, double value) {
    double[] steps = constant(1e-3);
    for (int round = 0; round < 6; round++) {
      double[] f = evaluations.totals(likelihood, around(at, steps));
      for (int i = 0; i < steps.length; i++) {
        double fall = value - 0.5 * (f[2 * i] + f[2 * i + 1]);
        double factor = Math.clamp(Math.sqrt(0.1 / Math.max(fall, 1e-6)), 0.05, 20);
        steps[i] = Math.min(0.3, steps[i] * factor);
      }
    }
    return steps;
  }

  /** Derivatives of each cluster's likelihood: [number][cluster]. */
  double[][] scores(double[] at, double value) {
    double[] steps = steps(at, value);
    for (int i = 0; i < steps.length; i++) {
      steps[i] *= 0.1;
    }
    double[][] f = evaluations.clusters(likelihood, around(at, steps));
    double[][] scores = new double[index.length][likelihood.points().length];
    for (int i = 0; i < index.length; i++) {
      for (int c = 0; c < scores[i].length; c++) {
        scores[i][c] = (f[2 * i][c] - f[2 * i + 1][c]) / (2 * steps[i]);
      }
    }
    return scores;
  }

  /** Over steps by which the likelihood falls by some tenths of a nat. */
  Curvature curvature(double[] at, double value) {
    double[] steps = steps(at, value);
    int n = index.length;
    double[][] parts = new double[likelihood.points().length][n * (n + 1) / 2];
    var whole = new Array2DRowRealMatrix(n, n);
    for (int j = 0; j < n; j++) {
      double[][] f = evaluations.clusters(likelihood, corners(at, steps, j));
      for (int i = 0; i <= j; i++) {
        double area = 4 * steps[i] * steps[j];
        double sum = 0;
        for (int c = 0; c < parts.length; c++) {
          int k = 4 * i;
          double second = (f[k][c] - f[k + 1][c] - f[k + 2][c] + f[k + 3][c]) / area;
          parts[c][i + j * (j + 1) / 2] = -second;
          sum -= second;
        }
        whole.setEntry(i, j, sum);
        whole.setEntry(j, i, sum);
      }
    }
    return new Curvature(whole, parts);
  }

  /** Four points around a place for number j with each number up to it. */
  private ArrayList<double[]> corners(double[] at, double[] steps, int j) {
    var points = new ArrayList<double[]>(4 * (j + 1));
    for (int i = 0; i <= j; i++) {
      for (int corner = 0; corner < 4; corner++) {
        double[] point = at.clone();
        point[index[i]] += (corner & 1) == 0 ? steps[i] : -steps[i];
        point[index[j]] += (corner & 2) == 0 ? steps[j] : -steps[j];
        points.add(point);
      }
    }
    return points;
  }

  private double[] constant(double step) {
    double[] steps = new double[index.length];
    Arrays.fill(steps, step);
    return steps;
  }

  private ArrayList<double[]> around(double[] at, double[] steps) {
    var points = new ArrayList<double[]>(2 * index.length);
    for (int i = 0; i < index.length; i++) {
      for (int side = 1; side >= -1; side -= 2) {
        double[] point = at.clone();
        point[index[i]] += side * steps[i];
        points.add(point);
      }
    }
    return points;
  }
}
