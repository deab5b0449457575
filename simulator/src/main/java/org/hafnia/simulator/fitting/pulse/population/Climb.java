package org.hafnia.simulator.fitting.pulse.population;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Climbs the marginal likelihood by Newton's method with damping, over those coordinates that are
 * free; curvature by differences of the gradient.
 */
public final class Climb {

  private static final int STEPS = 30;
  private static final double SMALL = 1e-7;

  /** Longest step of a coordinate at once. */
  private static final double LONGEST = 0.7;

  private final Surface marginal;
  private final int[] free;
  private final double[] least;
  private final double[] most;
  private final double[] scale;

  /**
   * @param free coordinates that may move
   * @param least where each coordinate ends downwards
   * @param most where each coordinate ends upwards
   * @param scale of each coordinate: 1 for logarithms
   */
  public Climb(Surface marginal, int[] free, double[] least, double[] most, double[] scale) {
    this.marginal = marginal;
    this.free = free;
    this.least = least;
    this.most = most;
    this.scale = scale;
  }

  /** The best point near a start. */
  public Hyper from(Hyper start) {
    var at = start;
    var value = marginal.at(at);
    double damping = 1e-6;
    for (int step = 0; step < STEPS; step++) {
      RealMatrix curvature = curvature(at);
      boolean better = false;
      double gain = 0;
      for (int attempt = 0; attempt < 12 && !better; attempt++) {
        var next = moved(at, value.gradient(), curvature, damping);
        var there = marginal.at(next);
        gain = there.value() - value.value();
        better = gain >= 0;
        if (better) {
          at = next;
          value = there;
          damping = Math.max(1e-9, damping / 10);
        } else {
          damping *= 10;
        }
      }
      if (!better || gain < SMALL) {
        return at;
      }
    }
    return at;
  }

  /** Minus the second derivatives by the free coordinates, in units of their scales. */
  public RealMatrix curvature(Hyper at) {
    int n = free.length;
    double[][] h = new double[n][n];
    for (int j = 0; j < n; j++) {
      double width = 1e-4 * scale[free[j]];
      double[] up = at.x.clone();
      double[] down = at.x.clone();
      up[free[j]] += width;
      down[free[j]] -= width;
      double[] above = marginal.at(at.at(up)).gradient();
      double[] below = marginal.at(at.at(down)).gradient();
      for (int k = 0; k < n; k++) {
        h[j][k] =
            -(above[free[k]] - below[free[k]]) / (2 * width) * scale[free[j]] * scale[free[k]];
      }
    }
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        h[j][k] = h[k][j] = (h[j][k] + h[k][j]) / 2;
      }
    }
    return new Array2DRowRealMatrix(h, false);
  }

  private Hyper moved(Hyper at, double[] gradient, RealMatrix curvature, double damping) {
    int n = free.length;
    RealMatrix h = curvature.copy();
    double[] g = new double[n];
    for (int j = 0; j < n; j++) {
      g[j] = gradient[free[j]] * scale[free[j]];
      h.setEntry(j, j, h.getEntry(j, j) + damping * (Math.abs(h.getEntry(j, j)) + 1));
    }
    double[] step = solved(h, new ArrayRealVector(g, false)).toArray();
    double[] x = at.x.clone();
    for (int j = 0; j < n; j++) {
      double move = Math.max(-LONGEST, Math.min(LONGEST, step[j])) * scale[free[j]];
      x[free[j]] = Math.max(least[free[j]], Math.min(most[free[j]], x[free[j]] + move));
    }
    return at.at(x);
  }

  /** h^-1 g; directions of the wrong curvature are climbed as far as their curvature says. */
  private static RealVector solved(RealMatrix h, RealVector g) {
    if (!Double.isFinite(h.getFrobeniusNorm() + g.getNorm())) {
      return new ArrayRealVector(g.getDimension());
    }
    try {
      return new CholeskyDecomposition(h, 1e-9, 1e-12).getSolver().solve(g);
    } catch (MathRuntimeException e) {
      var split = new EigenDecompositionSymmetric(h);
      double[] values = split.getEigenvalues();
      double most = Arrays.stream(values).map(Math::abs).max().orElse(1);
      RealVector x = new ArrayRealVector(g.getDimension());
      for (int j = 0; j < values.length; j++) {
        RealVector direction = split.getEigenvector(j);
        double bent = Math.max(Math.abs(values[j]), 1e-8 * most + 1e-12);
        x = x.add(direction.mapMultiply(direction.dotProduct(g) / bent));
      }
      return x;
    }
  }
}
