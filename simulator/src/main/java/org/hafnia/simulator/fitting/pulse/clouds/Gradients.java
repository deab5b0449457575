package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/** How the ln likelihood of a device changes with the numbers that devices share. */
final class Gradients {

  private static final int D = Setting.DEVICE;

  /** What a device may say beyond what is usual. */
  private static final double UNUSUAL = 8;

  /** Gradient for a device at the pivot, and its change with the device. */
  final double[] slope;

  final double[][] slopeBy;

  /** Second derivatives. */
  final double[][] bend;

  private double[] pivot = new double[D];
  private final double[] width = new double[D];

  Gradients(int count) {
    slope = new double[count];
    slopeBy = new double[count][D];
    bend = new double[count][count];
  }

  /** What moved shared numbers change for a device at the pivot. */
  double change(double[] moved) {
    double sum = 0;
    for (int k = 0; k < slope.length; k++) {
      sum += slope[k] * moved[k];
      for (int l = 0; l < slope.length; l++) {
        sum += 0.5 * bend[k][l] * moved[k] * moved[l];
      }
    }
    return sum;
  }

  /** What they change more for a device that lies off the pivot, by each parameter. */
  double[] changeBy(double[] moved) {
    double[] by = new double[D];
    for (int k = 0; k < slope.length; k++) {
      for (int j = 0; j < D; j++) {
        by[j] += slopeBy[k][j] * moved[k];
      }
    }
    return by;
  }

  /** How far a device is from the pivot. */
  double off(double[] own, int j) {
    return own[j] - pivot[j];
  }

  /**
   * Takes up gradients by what is shared at a few points that lie like the device's law: their mean
   * and, by least squares that are held back a little, their change with the device.
   */
  void take(double[][] points, int[] chosen, double[][] gradients, boolean changing) {
    double[] mean = new double[D];
    double[] square = new double[D];
    for (int i : chosen) {
      for (int j = 0; j < D; j++) {
        mean[j] += points[i][j] / chosen.length;
        square[j] += points[i][j] * points[i][j] / chosen.length;
      }
    }
    for (int j = 0; j < D; j++) {
      width[j] = Math.sqrt(Math.max(square[j] - mean[j] * mean[j], 1e-12 * square[j])) + 1e-300;
    }
    RealMatrix normal = new Array2DRowRealMatrix(D, D);
    RealMatrix right = new Array2DRowRealMatrix(D, slope.length);
    for (int n = 0; n < chosen.length; n++) {
      for (int j = 0; j < D; j++) {
        double z = (points[chosen[n]][j] - mean[j]) / width[j];
        for (int l = 0; l < D; l++) {
          normal.addToEntry(j, l, z * (points[chosen[n]][l] - mean[l]) / width[l]);
        }
        for (int k = 0; k < slope.length; k++) {
          right.addToEntry(j, k, z * gradients[n][k]);
        }
      }
    }
    for (int j = 0; j < D; j++) {
      normal.addToEntry(j, j, 0.1 * chosen.length);
    }
    RealMatrix by = new CholeskyDecomposition(normal, 1e-6, 0).getSolver().solve(right);
    pivot = mean;
    for (int k = 0; k < slope.length; k++) {
      slope[k] = 0;
      for (double[] gradient : gradients) {
        slope[k] += gradient[k] / gradients.length;
      }
      for (int j = 0; j < D; j++) {
        slopeBy[k][j] = changing ? by.getEntry(j, k) / width[j] : 0;
      }
    }
  }

  /** Takes from devices that are not in their places what they cannot know. */
  static void tame(List<Cloud> clouds) {
    double[] usual = new double[clouds.getFirst().gradients.slope.length];
    for (int k = 0; k < usual.length; k++) {
      int shared = k;
      double[] bends =
          clouds.stream().mapToDouble(one -> one.gradients.bend[shared][shared]).sorted().toArray();
      usual[k] = Math.max(1, Math.abs(Quantiles.ofSorted(bends, 0.5)));
    }
    clouds.forEach(cloud -> cloud.gradients.tame(usual));
  }

  /**
   * Takes from a device that is not in its place what it cannot know: gradients and second
   * derivatives far beyond the usual ones.
   *
   * @param usual typical size of the second derivative by each shared number
   */
  private void tame(double[] usual) {
    for (int k = 0; k < slope.length; k++) {
      double most = UNUSUAL * Math.sqrt(usual[k]) + usual[k];
      slope[k] = Math.max(-most, Math.min(most, slope[k]));
      for (int j = 0; j < D; j++) {
        double by = 3 * Math.sqrt(usual[k]) / width[j];
        slopeBy[k][j] = Math.max(-by, Math.min(by, slopeBy[k][j]));
      }
      if (!(bend[k][k] < UNUSUAL * usual[k] && bend[k][k] > -UNUSUAL * usual[k])) {
        for (int l = 0; l < slope.length; l++) {
          bend[k][l] = 0;
          bend[l][k] = 0;
        }
        bend[k][k] = -usual[k];
      }
    }
  }
}
