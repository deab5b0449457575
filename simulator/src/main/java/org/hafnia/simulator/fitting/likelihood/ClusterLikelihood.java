package org.hafnia.simulator.fitting.likelihood;

/**
 * A log likelihood that is a sum over clusters of rows, one per device usually; in nat, densities
 * of ln(R/ohm). Clusters are independent of each other, rows within one need not be. Called from
 * several threads.
 */
public interface ClusterLikelihood {

  /** Number of points in each cluster. */
  int[] points();

  /** Log density of each cluster, at numbers on the unbounded scale. */
  double[] clusters(double[] free);

  /** A part of the clusters: those with number % 5 == 4, or all others. */
  default ClusterLikelihood fifth(boolean heldOut) {
    return new EveryFifth(this, heldOut);
  }

  /** Number of all points. */
  default long allPoints() {
    long all = 0;
    for (int points : points()) {
      all += points;
    }
    return all;
  }

  /** Log density of all clusters. */
  default double total(double[] free) {
    double sum = 0;
    for (double one : clusters(free)) {
      sum += one;
    }
    return sum;
  }
}
