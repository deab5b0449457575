package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Where a device is likely to be: a normal law of its parameters, of ln(size) instead of the size.
 * Bounds stay as they are, as in a population: where reads say little of them their law is hers.
 * Standard coordinates z are those in which it is the standard normal law.
 */
final class Place {

  private static final int D = Setting.DEVICE;

  private static final int HALVINGS = 4;

  /** Share of the present covariance that stays. */
  private static final double TRACE = 0.05;

  private final boolean logarithmic;
  private final double[] centre;
  private double[][] root;

  Place(Setting setting, double[] own, double[] deviations) {
    logarithmic = !setting.lognormal();
    centre = new double[D];
    root = new double[D][D];
    place(own);
    for (int j = 0; j < D; j++) {
      boolean size = logarithmic && j == Setting.SIZE;
      root[j][j] = size ? Math.min(1, deviations[j] / Math.abs(own[j])) : deviations[j];
    }
  }

  /** The same place for devices that are described in another way. */
  Place(Setting setting, Place like) {
    logarithmic = !setting.lognormal();
    centre = like.centre.clone();
    root = Arrays.stream(like.root).map(double[]::clone).toArray(double[][]::new);
  }

  Place copy() {
    return new Place(logarithmic, this);
  }

  private Place(boolean logarithmic, Place like) {
    this.logarithmic = logarithmic;
    centre = like.centre.clone();
    root = Arrays.stream(like.root).map(double[]::clone).toArray(double[][]::new);
  }

  /** A device of another description in this one. */
  double[] same(double[] own, Place other) {
    double[] same = own.clone();
    if (logarithmic != other.logarithmic) {
      double size = own[Setting.SIZE];
      same[Setting.SIZE] = logarithmic ? Math.exp(size) : Math.log(Math.abs(size));
    }
    return same;
  }

  /** Standard coordinates of a device. */
  double[] standard(double[] own) {
    double[] z = new double[D];
    for (int j = 0; j < D; j++) {
      double sum = coordinate(own, j) - centre[j];
      for (int k = 0; k < j; k++) {
        sum -= root[j][k] * z[k];
      }
      z[j] = sum / root[j][j];
    }
    return z;
  }

  private double coordinate(double[] own, int j) {
    return logarithmic && j == Setting.SIZE ? Math.log(Math.abs(own[j])) : own[j];
  }

  /**
   * Moves to the mean of points with shares that sum to 1, and takes their covariance, with a trace
   * of the present one.
   */
  void follow(double[][] points, double[] shares) {
    double[] mean = new double[D];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < D; j++) {
        mean[j] += shares[i] * coordinate(points[i], j);
      }
    }
    RealMatrix before = new Array2DRowRealMatrix(root);
    double[][] covariance = before.multiplyTransposed(before).scalarMultiply(TRACE).getData();
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < D; j++) {
        double off = coordinate(points[i], j) - mean[j];
        for (int k = 0; k < D; k++) {
          covariance[j][k] += shares[i] * off * (coordinate(points[i], k) - mean[k]);
        }
      }
    }
    System.arraycopy(mean, 0, centre, 0, D);
    take(covariance);
  }

  double lnSize() {
    return centre[Setting.SIZE];
  }

  double lnSizeVariance() {
    return root[Setting.SIZE][Setting.SIZE] * root[Setting.SIZE][Setting.SIZE];
  }

  private void place(double[] own) {
    for (int j = 0; j < D; j++) {
      centre[j] = coordinate(own, j);
    }
  }

  /** The device that lies at z in standard coordinates. */
  double[] own(double[] z) {
    double[] own = centre.clone();
    for (int j = 0; j < D; j++) {
      for (int k = 0; k <= j; k++) {
        own[j] += root[j][k] * z[k];
      }
    }
    if (logarithmic) {
      own[Setting.SIZE] = Math.exp(own[Setting.SIZE]);
    }
    return own;
  }

  /** ln of how a volume grows from the cloud's coordinates to the device's parameters. */
  double lnVolume(double[] own) {
    return logarithmic ? Math.log(Math.abs(own[Setting.SIZE])) : 0;
  }

  /** ln density of a device in a population, up to a constant. */
  static double lnPrior(double[] own, double[] means, double[] deviations) {
    double sum = 0;
    for (int j = 0; j < D; j++) {
      double z = (own[j] - means[j]) / deviations[j];
      sum -= 0.5 * z * z;
    }
    return sum;
  }

  /** ln of the volume of the standard coordinates in those of the law. */
  double lnRoot() {
    double sum = 0;
    for (int j = 0; j < D; j++) {
      sum += Math.log(root[j][j]);
    }
    return sum;
  }

  /** ln of a device's law at some points, up to a constant. */
  interface Law {
    double[] at(List<double[]> points);
  }

  /**
   * Moves to the top of a parabola through the device's law a deviation aside on every axis and
   * pair of axes, at most a few deviations away, and takes its width; where the top lies further
   * away, the present width stays.
   *
   * @return how far it moved along an axis at most, in deviations
   */
  double refine(Law law, double[] other) {
    List<double[]> points = around();
    points.add(other);
    double[] ln = law.at(points);
    if (ln[points.size() - 1] > ln[0]) {
      place(other);
      for (int j = 0; j < D; j++) {
        // Wherever it was, it was not there.
        root[j][j] *= 2;
      }
      ln = law.at(around());
    }
    return parabola(law, ln);
  }

  /** The centre, then a deviation aside on every axis and pair of axes. */
  private List<double[]> around() {
    List<double[]> points = new ArrayList<>();
    points.add(own(new double[D]));
    for (int j = 0; j < D; j++) {
      points.add(own(aside(j, 1, j, 0)));
      points.add(own(aside(j, -1, j, 0)));
    }
    for (int j = 0; j < D; j++) {
      for (int k = 0; k < j; k++) {
        points.add(own(aside(j, 1, k, 1)));
      }
    }
    return points;
  }

  private double parabola(Law law, double[] ln) {
    double here = ln[0];
    RealMatrix bent = new Array2DRowRealMatrix(D, D);
    RealVector slopes = new ArrayRealVector(D);
    int next = 1 + 2 * D;
    for (int j = 0; j < D; j++) {
      double above = ln[1 + 2 * j];
      double below = ln[2 + 2 * j];
      slopes.setEntry(j, (above - below) / 2);
      bent.setEntry(j, j, 2 * here - above - below);
      for (int k = 0; k < j; k++) {
        double mixed = above + ln[1 + 2 * k] - here - ln[next++];
        bent.setEntry(j, k, mixed);
        bent.setEntry(k, j, mixed);
      }
    }
    var top = new Summit(bent, slopes);
    double[] move = shorter(law, top.move, here);
    boolean whole = Arrays.equals(move, top.move);
    double[] moved = new Array2DRowRealMatrix(root, false).operate(move);
    for (int j = 0; j < D; j++) {
      centre[j] += moved[j];
    }
    widen(top.covariance(whole));
    return new ArrayRealVector(move, false).getLInfNorm();
  }

  /** A move, or the first of its halves that leads up. */
  private double[] shorter(Law law, double[] move, double here) {
    List<double[]> moves = new ArrayList<>();
    for (int i = 0; i <= HALVINGS; i++) {
      double share = Math.pow(0.5, i);
      moves.add(Arrays.stream(move).map(z -> share * z).toArray());
    }
    double[] there = law.at(moves.stream().map(this::own).toList());
    int i = 0;
    while (i < HALVINGS && !(there[i] > here)) {
      i++;
    }
    return moves.get(i);
  }

  /** Takes a covariance in standard coordinates for the new width. */
  private void widen(RealMatrix covariance) {
    RealMatrix before = new Array2DRowRealMatrix(root);
    RealMatrix own = before.multiply(covariance).multiplyTransposed(before);
    take(own.getData());
  }

  private void take(double[][] symmetric) {
    for (int j = 0; j < D; j++) {
      for (int k = 0; k < j; k++) {
        symmetric[k][j] = symmetric[j][k];
      }
    }
    try {
      var matrix = new Array2DRowRealMatrix(symmetric);
      root = new CholeskyDecomposition(matrix, 1e-6, 0).getL().getData();
    } catch (MathRuntimeException e) {
      // Axes of widths too unlike to be told apart in doubles: every parameter for itself.
      for (int j = 0; j < D; j++) {
        double kept = symmetric[j][j] > 0 ? Math.sqrt(symmetric[j][j]) : root[j][j];
        Arrays.fill(root[j], 0);
        root[j][j] = kept;
      }
    }
  }

  private static double[] aside(int j, double z, int k, double more) {
    double[] point = new double[D];
    point[j] += z;
    point[k] += more;
    return point;
  }
}
