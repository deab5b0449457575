package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/** How the ln likelihood of a device changes with the numbers that devices share. */
final class Gradients {

  private static final int D = Setting.DEVICE;

  /** What a device may say beyond what is usual. */
  private static final double UNUSUAL = 8;

  /** From here on shared numbers are shapes of the step law, not noises. */
  private static final int SHAPES = 2;

  /** From how many gradients on they tell how those by shapes change with the device. */
  private static final int FOR_SHAPES = 16;

  /** Gradients that are kept. */
  private static final int MOST = 24;

  /** From how many on they are believed as they are; the share by which fewer are held back. */
  private static final int ENOUGH = 10;

  private static final double HELD_BACK = 0.3;

  /** Gradient for a device at the pivot, and its change with the device. */
  final double[] slope;

  final double[][] slopeBy;

  /** Second derivatives. */
  final double[][] bend;

  /** Points and gradients there, the earliest first. */
  private final List<double[]> at = new ArrayList<>();

  private final List<double[]> found = new ArrayList<>();
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

  /** A likelihood of which only the second derivatives are known yet. */
  Gradients bent() {
    var same = new Gradients(slope.length);
    for (int k = 0; k < slope.length; k++) {
      System.arraycopy(bend[k], 0, same.bend[k], 0, slope.length);
    }
    return same;
  }

  void forget() {
    at.clear();
    found.clear();
  }

  /** Shared numbers have moved. */
  void follow(double[] moved) {
    found.forEach(gradient -> follow(gradient, moved));
    follow(slope, moved);
  }

  private void follow(double[] gradient, double[] moved) {
    for (int k = 0; k < gradient.length; k++) {
      for (int l = 0; l < gradient.length; l++) {
        gradient[k] += bend[k][l] * moved[l];
      }
    }
  }

  /**
   * Takes up gradients by what is shared at a few points that lie like the device's law, besides
   * earlier ones: their mean and, by least squares, their change with the device.
   */
  void take(List<double[]> points, List<double[]> gradients) {
    at.addAll(points);
    found.addAll(gradients);
    while (at.size() > MOST) {
      at.removeFirst();
      found.removeFirst();
    }
    int n = at.size();
    double[] mean = new double[D];
    double[] square = new double[D];
    for (double[] point : at) {
      for (int j = 0; j < D; j++) {
        mean[j] += point[j] / n;
        square[j] += point[j] * point[j] / n;
      }
    }
    for (int j = 0; j < D; j++) {
      width[j] = Math.sqrt(Math.max(square[j] - mean[j] * mean[j], 1e-12 * square[j])) + 1e-300;
    }
    pivot = mean;
    Arrays.fill(slope, 0);
    for (double[] gradient : found) {
      for (int k = 0; k < slope.length; k++) {
        slope[k] += gradient[k] / n;
      }
    }
    regress();
  }

  private void regress() {
    RealMatrix normal = new Array2DRowRealMatrix(D, D);
    RealMatrix right = new Array2DRowRealMatrix(D, slope.length);
    for (int n = 0; n < at.size(); n++) {
      for (int j = 0; j < D; j++) {
        double z = off(at.get(n), j) / width[j];
        for (int l = 0; l < D; l++) {
          normal.addToEntry(j, l, z * off(at.get(n), l) / width[l]);
        }
        for (int k = 0; k < slope.length; k++) {
          right.addToEntry(j, k, z * found.get(n)[k]);
        }
      }
    }
    double ridge = at.size() < ENOUGH ? HELD_BACK : 1e-2;
    for (int j = 0; j < D; j++) {
      normal.addToEntry(j, j, ridge * at.size());
    }
    RealMatrix by = new CholeskyDecomposition(normal, 1e-6, 0).getSolver().solve(right);
    for (int k = 0; k < slope.length; k++) {
      // A shape changes many devices by much: few gradients would tell of gains without end.
      boolean told = k < SHAPES || at.size() >= FOR_SHAPES;
      for (int j = 0; j < D; j++) {
        slopeBy[k][j] = told ? by.getEntry(j, k) / width[j] : 0;
      }
    }
  }

  /**
   * Takes from devices that are not in their places what they cannot know.
   *
   * @param far whether the population is: a likelihood that bends upwards has no top to go to
   */
  static void tame(List<Cloud> clouds, boolean far) {
    double[] usual = new double[clouds.getFirst().gradients.slope.length];
    for (int k = 0; k < usual.length; k++) {
      int shared = k;
      double[] bends =
          clouds.stream().mapToDouble(one -> one.gradients.bend[shared][shared]).sorted().toArray();
      usual[k] = Math.max(1, Math.abs(Quantiles.ofSorted(bends, 0.5)));
    }
    clouds.forEach(cloud -> cloud.gradients.tame(usual));
    if (far) {
      clouds.forEach(cloud -> cloud.gradients.flatten());
    }
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
      if (k >= SHAPES) {
        bound(slopeBy[k], Math.max(-bend[k][k], 0.1 * usual[k]));
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

  /**
   * What a device leaves open takes from the information on a shape at most what there is: the
   * variance of a gradient over the device's law is not above its bend (Louis' identity), but
   * chance in few gradients would make it so, and a likelihood without a top.
   */
  private void bound(double[] by, double most) {
    double variance = 0;
    for (int j = 0; j < D; j++) {
      variance += by[j] * by[j] * width[j] * width[j];
    }
    if (variance > most) {
      double share = Math.sqrt(most / variance);
      for (int j = 0; j < D; j++) {
        by[j] *= share;
      }
    }
  }

  /** Directions in which the likelihood bends upwards count as straight. */
  private void flatten() {
    for (int k = SHAPES; k < slope.length; k++) {
      // What a shape does to a device that is not in its place says nothing of others.
      Arrays.fill(slopeBy[k], 0);
    }
    var split = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(bend));
    for (int i = 0; i < slope.length; i++) {
      double up = Math.max(0, split.getEigenvalue(i));
      double[] axis = split.getEigenvector(i).toArray();
      for (int k = 0; k < slope.length; k++) {
        for (int l = 0; l < slope.length; l++) {
          bend[k][l] -= up * axis[k] * axis[l];
        }
      }
    }
  }
}
