package org.hafnia.simulator.fitting.pulse.clouds;

import org.hafnia.simulator.fitting.pulse.likelihood.Cholesky4;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * A parabola through the ln likelihood of a device, whose integral over a population's normal laws
 * is known in closed form; sums over points then only count how the likelihood differs from it.
 *
 * <pre>
 *   ln L = a + b'x - x'Cx / 2,   x = device - pivot
 *   ln of the integral = a + h'A^-1 h / 2 - r'Pr / 2 + ln(|P| / |A|) / 2
 *   A = C + P,   h = b + P r,   r = means - pivot,   P = 1 / deviations^2
 * </pre>
 */
final class Parabola {

  private static final int D = Setting.DEVICE;
  private static final int COEFFICIENTS = 1 + D + D * (D + 1) / 2;

  /** Points from which on a parabola is fitted. */
  private static final int FEWEST = 3 * COEFFICIENTS;

  /** Flattens shares, so that it is right beside the likeliest devices too. */
  private static final double FLATTENED = 0.5;

  private final double[] pivot;
  private final double constant;
  private final double[] slope;
  private final double[] bend;

  private Parabola(double[] pivot, double constant, double[] slope, double[] bend) {
    this.pivot = pivot;
    this.constant = constant;
    this.slope = slope;
    this.bend = bend;
  }

  /** No parabola: the likelihood counts as 1. */
  static Parabola none() {
    return new Parabola(new double[D], Double.NaN, new double[D], new double[D * D]);
  }

  boolean known() {
    return !Double.isNaN(constant);
  }

  /**
   * Least squares over the points of a cloud.
   *
   * @param moments of the device: means and variances
   */
  static Parabola through(double[][] points, double[] ln, double[] shares, double[][] moments) {
    if (points.length < FEWEST) {
      return none();
    }
    double[] width = new double[D];
    for (int j = 0; j < D; j++) {
      width[j] = Math.sqrt(moments[1][j]) + 1e-300;
    }
    double level = 0;
    for (int i = 0; i < ln.length; i++) {
      level += shares[i] * ln[i];
    }
    RealMatrix normal = new Array2DRowRealMatrix(COEFFICIENTS, COEFFICIENTS);
    RealVector right = new ArrayRealVector(COEFFICIENTS);
    for (int i = 0; i < points.length; i++) {
      double weight = Math.pow(shares[i], FLATTENED);
      if (weight < 1e-6) {
        continue;
      }
      double[] terms = terms(points[i], moments[0], width);
      for (int j = 0; j < COEFFICIENTS; j++) {
        right.addToEntry(j, weight * terms[j] * (ln[i] - level));
        for (int k = 0; k < COEFFICIENTS; k++) {
          normal.addToEntry(j, k, weight * terms[j] * terms[k]);
        }
      }
    }
    double ridge = 1e-4 * normal.getEntry(0, 0);
    for (int j = 1; j < COEFFICIENTS; j++) {
      normal.addToEntry(j, j, ridge);
    }
    try {
      var found = new CholeskyDecomposition(normal, 1e-6, 0).getSolver().solve(right);
      return of(found, level, moments[0], width);
    } catch (MathRuntimeException e) {
      return none();
    }
  }

  private static double[] terms(double[] own, double[] mean, double[] width) {
    double[] terms = new double[COEFFICIENTS];
    terms[0] = 1;
    int at = 1 + D;
    for (int j = 0; j < D; j++) {
      double z = (own[j] - mean[j]) / width[j];
      terms[1 + j] = z;
      for (int k = 0; k <= j; k++) {
        terms[at++] = z * terms[1 + k];
      }
    }
    return terms;
  }

  private static Parabola of(RealVector found, double level, double[] mean, double[] width) {
    RealMatrix curve = new Array2DRowRealMatrix(D, D);
    int at = 1 + D;
    for (int j = 0; j < D; j++) {
      for (int k = 0; k <= j; k++) {
        double value = -found.getEntry(at++) * (j == k ? 2 : 1);
        curve.setEntry(j, k, value);
        curve.setEntry(k, j, value);
      }
    }
    var split = new EigenDecompositionSymmetric(curve);
    double[] bend = new double[D * D];
    for (int i = 0; i < D; i++) {
      double bent = Math.max(0, split.getEigenvalue(i));
      double[] axis = split.getEigenvector(i).toArray();
      for (int j = 0; j < D; j++) {
        for (int k = 0; k < D; k++) {
          bend[j * D + k] += bent * axis[j] * axis[k] / width[j] / width[k];
        }
      }
    }
    double[] slope = new double[D];
    for (int j = 0; j < D; j++) {
      slope[j] = found.getEntry(1 + j) / width[j];
    }
    return new Parabola(mean.clone(), level + found.getEntry(0), slope, bend);
  }

  double[] pivot() {
    return pivot;
  }

  double at(double[] own) {
    double sum = constant;
    for (int j = 0; j < D; j++) {
      double x = own[j] - pivot[j];
      sum += slope[j] * x;
      for (int k = 0; k < D; k++) {
        sum -= 0.5 * bend[j * D + k] * x * (own[k] - pivot[k]);
      }
    }
    return sum;
  }

  /**
   * Integrates over normal laws.
   *
   * @param by change of the slope
   * @return ln of the integral, then the means and the mean squares off the population's means
   */
  double[][] integral(double[] means, double[] deviations, double[] by) {
    double[] precision = bend.clone();
    double[] h = new double[D];
    double ln = constant;
    for (int j = 0; j < D; j++) {
      double p = 1 / (deviations[j] * deviations[j]);
      double off = means[j] - pivot[j];
      precision[j * D + j] += p;
      h[j] = slope[j] + by[j] + p * off;
      ln += -0.5 * p * off * off + 0.5 * Math.log(p);
    }
    var split = new Cholesky4(precision);
    double[] top = split.solve(h);
    double[] variances = split.inverseDiagonal();
    double[] squares = new double[D];
    ln -= 0.5 * split.logDeterminant();
    for (int j = 0; j < D; j++) {
      ln += 0.5 * h[j] * top[j];
      top[j] += pivot[j];
      squares[j] = variances[j] + (top[j] - means[j]) * (top[j] - means[j]);
    }
    return new double[][] {{ln}, top, squares};
  }
}
