package org.hafnia.simulator.fitting.weakreset.population;

import java.util.List;
import org.hafnia.simulator.fitting.statistics.Sandwich;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;

/**
 * Maximum of the marginal likelihood of the laws of m1, t* and m2: every device counts with the
 * integral of its likelihood over the laws, so that devices whose knee is not seen are censored and
 * badly known slopes are not taken for spread. Newton's method on the logarithms of the four
 * numbers; the score by Fisher's identity, as its mean over each posterior.
 */
public final class LawsFit {

  private static final int ITERATIONS = 25;

  /** Steps with the same curvature, which changes little and costs eight scores. */
  private static final int KEPT = 4;

  private static final double STEP = 1e-4;
  private static final double SMALL = 1e-4;

  private final List<Cloud> clouds;
  private final double[] lastPulses;
  private final boolean[] free;
  private double[][] scores = new double[0][0];

  /**
   * A fit to clouds and the last pulses of their traces.
   *
   * @param free which of the four numbers are sought; the others keep what they start with
   */
  public LawsFit(List<Cloud> clouds, double[] lastPulses, boolean[] free) {
    this.clouds = clouds;
    this.lastPulses = lastPulses;
    this.free = free;
  }

  /**
   * What was found.
   *
   * @param covariance of the logarithms of the four numbers; 0 where not sought
   */
  @SuppressWarnings("ArrayRecordComponent") // Large, shared, never written to.
  public record Found(Laws laws, double[][] covariance, double lnLikelihood) {}

  public Found from(Laws start) {
    Laws laws = start;
    double ln = lnLikelihood(laws);
    double[][] information = new double[Laws.COUNT][Laws.COUNT];
    for (int i = 0; i < ITERATIONS; i++) {
      double[] score = score(laws);
      if (i % KEPT == 0) {
        information = information(laws);
      }
      double[] step = ascent(information, score);
      double size = 0;
      for (double s : step) {
        size = Math.max(size, Math.abs(s));
      }
      double part = Math.min(1, 0.7 / Math.max(size, 1e-12));
      Laws next = moved(laws, step, part);
      double better = lnLikelihood(next);
      for (int half = 0; half < 12 && !(better >= ln); half++) {
        part /= 2;
        next = moved(laws, step, part);
        better = lnLikelihood(next);
      }
      if (!(better >= ln)) {
        break;
      }
      laws = next;
      ln = better;
      if (size * part < SMALL) {
        break;
      }
    }
    double[][] inverse = inverse(information(laws));
    score(laws);
    return new Found(laws, Sandwich.covariance(inverse, scores), ln);
  }

  private static Laws moved(Laws laws, double[] step, double part) {
    double[] logs = laws.logs();
    for (int i = 0; i < logs.length; i++) {
      logs[i] += part * step[i];
    }
    return laws.with(logs);
  }

  /** The Newton step, curvature of the wrong sign taken for its opposite. */
  private double[] ascent(double[][] information, double[] score) {
    var eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(information));
    double[] step = new double[Laws.COUNT];
    for (int k = 0; k < Laws.COUNT; k++) {
      double[] v = eigen.getEigenvector(k).toArray();
      double along = 0;
      for (int i = 0; i < v.length; i++) {
        along += v[i] * score[i];
      }
      along /= Math.max(Math.abs(eigen.getEigenvalue(k)), 1e-3);
      for (int i = 0; i < v.length; i++) {
        step[i] += free[i] ? along * v[i] : 0;
      }
    }
    return step;
  }

  /** Minus the second derivatives, from differences of the score; 1 where not sought. */
  private double[][] information(Laws laws) {
    double[][] h = new double[Laws.COUNT][Laws.COUNT];
    for (int i = 0; i < Laws.COUNT; i++) {
      if (!free[i]) {
        h[i][i] = 1;
        continue;
      }
      double[] step = new double[Laws.COUNT];
      step[i] = STEP;
      double[] up = score(moved(laws, step, 1));
      double[] down = score(moved(laws, step, -1));
      for (int j = 0; j < Laws.COUNT; j++) {
        h[i][j] = free[j] ? (down[j] - up[j]) / (2 * STEP) : 0;
      }
    }
    for (int i = 0; i < Laws.COUNT; i++) {
      for (int j = 0; j < i; j++) {
        h[i][j] = h[j][i] = (h[i][j] + h[j][i]) / 2;
      }
    }
    return h;
  }

  private double[][] inverse(double[][] information) {
    var lu = new LUDecomposition(new Array2DRowRealMatrix(information), 1e-12);
    double[][] v = new double[Laws.COUNT][Laws.COUNT];
    if (lu.getSolver().isNonSingular()) {
      v = lu.getSolver().getInverse().getData();
    }
    for (int i = 0; i < Laws.COUNT; i++) {
      v[i][i] = free[i] && v[i][i] > 0 ? v[i][i] : free[i] ? Double.POSITIVE_INFINITY : 0;
    }
    return v;
  }

  private double lnLikelihood(Laws laws) {
    double sum = 0;
    for (int d = 0; d < clouds.size(); d++) {
      sum += new Posterior(clouds.get(d), laws, lastPulses[d]).lnLikelihood();
    }
    return sum;
  }

  private double[] score(Laws laws) {
    double[] sum = new double[Laws.COUNT];
    scores = new double[clouds.size()][Laws.COUNT];
    for (int d = 0; d < clouds.size(); d++) {
      Cloud cloud = clouds.get(d);
      Posterior posterior = new Posterior(cloud, laws, lastPulses[d]);
      Laws.Evaluation at = laws.evaluation(lastPulses[d]);
      for (int i = 0; i < cloud.size(); i++) {
        if (posterior.weight(i) > 1e-12) {
          at.addScore(
              posterior.weight(i), cloud.slope[i], cloud.lnKnee[i], cloud.late[i], scores[d]);
        }
      }
      for (int j = 0; j < Laws.COUNT; j++) {
        scores[d][j] = free[j] ? scores[d][j] : 0;
        sum[j] += scores[d][j];
      }
    }
    return sum;
  }
}
