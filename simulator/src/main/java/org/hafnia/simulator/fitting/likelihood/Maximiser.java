package org.hafnia.simulator.fitting.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;

/**
 * Finds the maximum of a likelihood: quasi-Newton steps (BFGS) with central differences, then
 * errors from the curvature H there, in numbers that are about independent ({@link Whitened}).
 * Where there are enough clusters, errors are robust against dependence within a cluster: those of
 * estimates that leave out one cluster after another, to one step of Newton, or H^-1 where that is
 * wider. Numbers whose error is beyond a limit are not identified: they go back to where they
 * started, and the rest is fitted again.
 */
public final class Maximiser implements AutoCloseable {

  private static final int MOST_STEPS = 200;
  private static final double DONE = 1e-6;
  private static final int ROBUST_FROM = 8;

  private final Evaluations evaluations;
  private final FitListener listener;

  public Maximiser(int threads, FitListener listener) {
    evaluations = new Evaluations(threads);
    this.listener = listener;
  }

  @Override
  public void close() {
    evaluations.close();
  }

  /**
   * The maximum with errors.
   *
   * @param start where to start, and where numbers stay that are not estimated
   * @param estimate which numbers to estimate
   * @param limits greatest standard error of a number that counts as identified
   */
  public Maximum maximum(
      ClusterLikelihood likelihood, double[] start, boolean[] estimate, double[] limits)
      throws FitCancelled {
    boolean[] free = estimate.clone();
    double[] from = start.clone();
    while (true) {
      double[] top = climb(likelihood, from, free);
      int[] index = indices(free);
      if (index.length == 0) {
        return found(likelihood, top, new double[top.length][top.length], free, false);
      }
      var plain = Covariances.inverse(curvature(likelihood, top, index).whole());
      var errors = new Errors(plain, plain);
      int worst = worst(errors, index, limits, free);
      if (worst < 0) {
        var turned = Whitened.around(likelihood, top, index, plain);
        double[] peak = climb(turned, new double[index.length], all(index.length));
        top = turned.free(peak);
        errors = errors(turned, peak);
        worst = worst(errors, index, limits, free);
      }
      if (worst < 0) {
        var covariance = Covariances.among(errors.wide(), index, top.length);
        return found(likelihood, top, covariance, free, robust(likelihood));
      }
      free[worst] = false;
      from = top;
      from[worst] = start[worst];
    }
  }

  /** Covariances from the curvature alone, and allowing for dependence within clusters. */
  private record Errors(RealMatrix plain, RealMatrix wide) {}

  private Errors errors(Whitened turned, double[] peak) throws FitCancelled {
    int[] index = indices(all(peak.length));
    var curvature = curvature(turned, peak, index);
    var plain = turned.back(Covariances.inverse(curvature.whole()));
    if (!robust(turned)) {
      return new Errors(plain, plain);
    }
    double[][] scores = new Local(evaluations, turned, index).scores(peak, total(turned, peak));
    var wide = turned.back(Covariances.jackknife(curvature, scores));
    return new Errors(plain, Covariances.widened(wide, plain));
  }

  private Local.Curvature curvature(ClusterLikelihood likelihood, double[] at, int[] index)
      throws FitCancelled {
    listener.check();
    return new Local(evaluations, likelihood, index).curvature(at, total(likelihood, at));
  }

  private static boolean robust(ClusterLikelihood likelihood) {
    return likelihood.points().length >= ROBUST_FROM;
  }

  private static boolean[] all(int size) {
    boolean[] all = new boolean[size];
    Arrays.fill(all, true);
    return all;
  }

  /** The place of the maximum alone, for the likelihood of what was held out. */
  public double[] climb(ClusterLikelihood likelihood, double[] start, boolean[] estimate)
      throws FitCancelled {
    int[] index = indices(estimate);
    double[] at = start.clone();
    double value = total(likelihood, at);
    if (index.length == 0) {
      return at;
    }
    var local = new Local(evaluations, likelihood, index);
    Local.Slope slope = local.slope(at, value);
    double[][] inverse = local.diagonal(slope);
    for (int step = 0; step < MOST_STEPS; step++) {
      listener.check();
      double[] direction = multiply(inverse, slope.gradient());
      double gain = dot(direction, slope.gradient());
      if (!(gain > 0)) {
        inverse = local.diagonal(slope);
        direction = multiply(inverse, slope.gradient());
        gain = dot(direction, slope.gradient());
      }
      if (gain < DONE) {
        break;
      }
      double length = lineSearch(likelihood, at, direction, index, new double[] {value, gain});
      if (length == 0) {
        break;
      }
      double[] next = moved(at, direction, index, length);
      value = total(likelihood, next);
      var slopeThere = local.slope(next, value);
      update(inverse, direction, length, difference(slope.gradient(), slopeThere.gradient()));
      at = next;
      slope = slopeThere;
    }
    return at;
  }

  private double lineSearch(
      ClusterLikelihood likelihood, double[] at, double[] direction, int[] index, double[] now) {
    double longest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
    double length = Math.min(1, 3 / Math.max(longest, 1e-300));
    for (int i = 0; i < 30; i++) {
      double there = total(likelihood, moved(at, direction, index, length));
      if (there >= now[0] + 1e-4 * length * now[1]) {
        return length;
      }
      length *= 0.4;
    }
    return 0;
  }

  private double total(ClusterLikelihood likelihood, double[] at) {
    return evaluations.totals(likelihood, List.of(at))[0];
  }

  private Maximum found(
      ClusterLikelihood likelihood,
      double[] at,
      double[][] covariance,
      boolean[] free,
      boolean robust) {
    return new Maximum(
        at, covariance, free, total(likelihood, at), likelihood.points().length, robust);
  }

  /** The number that is known worst, relative to its limit; -1 where all are known. */
  private static int worst(Errors found, int[] index, double[] limits, boolean[] free) {
    double[] plain = spread(found.plain(), index, free.length);
    double[] errors = spread(found.wide(), index, free.length);
    int worst = -1;
    double most = 1;
    for (int i = 0; i < errors.length; i++) {
      double least = Double.isNaN(plain[i]) ? Double.POSITIVE_INFINITY : plain[i];
      double error = Math.max(least, Double.isNaN(errors[i]) ? 1e300 : errors[i]);
      if (free[i] && error / limits[i] > most) {
        most = error / limits[i];
        worst = i;
      }
    }
    return worst;
  }

  private static double[] spread(RealMatrix covariance, int[] index, int size) {
    double[] errors = new double[size];
    Arrays.fill(errors, Double.NaN);
    for (int i = 0; i < index.length; i++) {
      double variance = covariance.getEntry(i, i);
      errors[index[i]] = variance > 0 ? Math.sqrt(variance) : Double.NaN;
    }
    return errors;
  }

  private static void update(double[][] inverse, double[] direction, double length, double[] y) {
    var s = new ArrayRealVector(direction).mapMultiply(length);
    var change = new ArrayRealVector(y);
    double sy = s.dotProduct(change);
    if (!(sy > 1e-12 * s.getNorm() * change.getNorm())) {
      return;
    }
    var hy = new ArrayRealVector(multiply(inverse, y));
    double scale = (sy + change.dotProduct(hy)) / (sy * sy);
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        inverse[i][j] +=
            scale * s.getEntry(i) * s.getEntry(j)
                - (hy.getEntry(i) * s.getEntry(j) + s.getEntry(i) * hy.getEntry(j)) / sy;
      }
    }
  }

  private static int[] indices(boolean[] estimate) {
    return IntStream.range(0, estimate.length).filter(i -> estimate[i]).toArray();
  }

  private static double[] moved(double[] at, double[] direction, int[] index, double length) {
    double[] next = at.clone();
    for (int i = 0; i < index.length; i++) {
      next[index[i]] += length * direction[i];
    }
    return next;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] - b[i];
    }
    return result;
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] result = new double[vector.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = dot(matrix[i], vector);
    }
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
