package org.hafnia.simulator.fitting.likelihood;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Evaluates a likelihood at many points; a thread takes a whole point, so bits do not depend. */
final class Evaluations implements AutoCloseable {

  private final ForkJoinPool pool;

  Evaluations(int threads) {
    pool = new ForkJoinPool(threads);
  }

  /** The log likelihood of each cluster, at one point after another. */
  double[][] clusters(ClusterLikelihood likelihood, List<double[]> points) {
    return pool.submit(
            () ->
                IntStream.range(0, points.size())
                    .parallel()
                    .mapToObj(i -> likelihood.clusters(points.get(i)))
                    .toArray(double[][]::new))
        .join();
  }

  /** The log likelihood at one point after another. */
  double[] totals(ClusterLikelihood likelihood, List<double[]> points) {
    double[][] clusters = clusters(likelihood, points);
    double[] totals = new double[clusters.length];
    for (int i = 0; i < totals.length; i++) {
      for (double one : clusters[i]) {
        totals[i] += one;
      }
    }
    return totals;
  }

  @Override
  public void close() {
    pool.close();
  }
}
