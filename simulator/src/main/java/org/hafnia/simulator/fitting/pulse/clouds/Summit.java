package org.hafnia.simulator.fitting.pulse.clouds;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** The top of a parabola through a device's law, as far as one look believes in it. */
final class Summit {

  /** Least and greatest curvature, in standard coordinates, that one look believes. */
  private static final double SHALLOW = 0.2;

  private static final double STEEP = 25;

  /** Longest move along an axis, in deviations. */
  private static final double LONGEST = 2;

  private final EigenDecompositionSymmetric axes;
  private final double[] curves;
  private final boolean[] beyond;

  /** Where it lies, in standard coordinates: at most a few deviations along every axis. */
  final double[] move;

  /**
   * @param bent minus the second derivatives
   * @param slopes the first
   */
  Summit(RealMatrix bent, RealVector slopes) {
    axes = new EigenDecompositionSymmetric(bent);
    int count = slopes.getDimension();
    curves = new double[count];
    beyond = new boolean[count];
    RealVector sum = new ArrayRealVector(count);
    for (int i = 0; i < count; i++) {
      curves[i] = Math.max(SHALLOW, Math.min(STEEP, axes.getEigenvalue(i)));
      double length = axes.getEigenvector(i).dotProduct(slopes) / curves[i];
      beyond[i] = Math.abs(length) > LONGEST;
      double kept = Math.max(-LONGEST, Math.min(LONGEST, length));
      sum = sum.add(axes.getEigenvector(i).mapMultiply(kept));
    }
    move = sum.toArray();
  }

  /**
   * The covariance about it. Axes that only the curvature far below the top tells of do not get
   * narrower: a device would stop short of it.
   *
   * @param whole whether the whole move leads up
   */
  RealMatrix covariance(boolean whole) {
    RealMatrix covariance = new Array2DRowRealMatrix(curves.length, curves.length);
    for (int i = 0; i < curves.length; i++) {
      double curve = whole && beyond[i] ? Math.min(1, curves[i]) : curves[i];
      RealVector axis = axes.getEigenvector(i);
      covariance = covariance.add(axis.outerProduct(axis).scalarMultiply(1 / curve));
    }
    return covariance;
  }
}
