package org.hafnia.simulator.array.reads;

import java.util.Arrays;
import org.hafnia.simulator.array.reads.ReadCase.State;
import org.hafnia.simulator.array.sense.Branches;

/**
 * What a case counts, by cluster: a cell against a reference, or two neighbours against each other
 * in both orders, in the same cycle. Reads within a cluster depend on each other.
 */
final class Clusters {

  final double[] errors;
  final double[] counts;

  /** Share of the variance of yb - y that lies between clusters, in [0, 1]. */
  final double shared;

  private final Branches branches;
  private final MeasuredReads reads;
  private final ReadCase readCase;
  private double within;
  private double means;
  private double squares;
  private int used;

  Clusters(MeasuredReads reads, ReadCase readCase, Branches branches, double referenceLnOhm) {
    this.branches = branches;
    this.reads = reads;
    this.readCase = readCase;
    boolean pairs = readCase.blb().isPresent();
    int size = pairs ? reads.cells() / 2 : reads.cells();
    errors = new double[size];
    counts = new double[size];
    for (int cluster = 0; cluster < size; cluster++) {
      var margin = new Margin();
      if (pairs) {
        count(cluster, margin, 2 * cluster, 2 * cluster + 1);
        count(cluster, margin, 2 * cluster + 1, 2 * cluster);
      } else {
        for (double x : reads.of(cluster, readCase.bl())) {
          count(cluster, margin, x, referenceLnOhm);
        }
      }
      add(margin);
    }
    shared = shared();
  }

  private void count(int cluster, Margin margin, int cell, int neighbour) {
    double[] bl = reads.of(cell, readCase.bl());
    double[] blb = reads.of(neighbour, readCase.blb().orElse(State.HIGH));
    for (int cycle = 0; cycle < Math.min(bl.length, blb.length); cycle++) {
      count(cluster, margin, bl[cycle], blb[cycle]);
    }
  }

  private void count(int cluster, Margin margin, double x, double xb) {
    if (Double.isNaN(x) || Double.isNaN(xb)) {
      return;
    }
    double y = branches.of(x);
    double yb = branches.of(xb);
    errors[cluster] += readCase.outcome().of(branches, y, yb);
    counts[cluster]++;
    margin.add(yb - y);
  }

  private void add(Margin margin) {
    if (margin.n > 1) {
      within += margin.squares / (margin.n - 1);
      means += margin.mean;
      squares += margin.mean * margin.mean;
      used++;
    }
  }

  /** One-way analysis of variance. */
  private double shared() {
    if (used < 2) {
      return 1;
    }
    double inside = within / used;
    double mean = means / used;
    double ofMeans = (squares - used * mean * mean) / (used - 1);
    double perCluster = Arrays.stream(counts).sum() / counts.length;
    double between = Math.max(0, ofMeans - inside / Math.max(1, perCluster));
    double total = between + inside;
    return total > 0 ? between / total : 1;
  }

  /** Running mean and sum of squared deviations (Welford). */
  private static final class Margin {
    private int n;
    private double mean;
    private double squares;

    void add(double x) {
      n++;
      double off = x - mean;
      mean += off / n;
      squares += off * (x - mean);
    }
  }
}
