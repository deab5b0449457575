package org.hafnia.simulator.array.reads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.random.RandomStream;
import org.hipparchus.special.Beta;

/**
 * Error rates as counted in measured reads. The interval is the percentile interval of a bootstrap
 * that draws whole clusters, cells or pairs of neighbours, with replacement: reads of one cell are
 * not independent. Where fewer than ten clusters err the resamples do not show what was not seen;
 * the upper end is then at least that of Clopper and Pearson for
 *
 * <pre>
 *   N / (1 + (m - 1) rho)
 * </pre>
 *
 * <p>independent reads, with N reads, m per cluster, and rho the share of the variance of the read
 * margin that lies between clusters.
 */
public final class Bootstrap {

  private static final int FEW = 10;
  private static final double TAIL = 0.025;

  private final MeasuredReads reads;
  private final Branches branches;
  private final double referenceLnOhm;
  private final Effort effort;

  /**
   * Counts reads under one sense amplifier.
   *
   * @param referenceLnOhm of cases with a reference; not used by others
   */
  public Bootstrap(MeasuredReads reads, Branches branches, double referenceLnOhm, Effort effort) {
    this.reads = reads;
    this.branches = branches;
    this.referenceLnOhm = referenceLnOhm;
    this.effort = effort;
  }

  /**
   * Rates of sums of cases.
   *
   * @param cases to count, all of cells or all of pairs
   * @param sums each a row of factors, one per case
   */
  public List<RateEstimate> of(List<ReadCase> cases, double[][] sums, RateListener listener)
      throws RateCancelled {
    var counted = new ArrayList<Clusters>();
    for (var one : cases) {
      listener.proceed();
      counted.add(new Clusters(reads, one, branches, referenceLnOhm));
    }
    double[][] draws = new double[sums.length][effort.bootstrapDraws()];
    int size = counted.getFirst().counts.length;
    if (size == 0) {
      throw new IllegalArgumentException(
          "cells = " + reads.cells() + "; pairs of neighbours need at least 2");
    }
    var stream = RandomStream.of(effort.seed(), "bootstrap of cells", 0);
    for (int draw = 0; draw < effort.bootstrapDraws(); draw++) {
      if (draw % 64 == 0) {
        listener.proceed();
        listener.progress((double) draw / effort.bootstrapDraws(), "bootstrap");
      }
      int[] times = times(stream, draw, size);
      double[] rates = rates(counted, times);
      for (int s = 0; s < sums.length; s++) {
        draws[s][draw] = sum(sums[s], rates);
      }
    }
    int[] once = new int[size];
    Arrays.fill(once, 1);
    double[] observed = rates(counted, once);
    var estimates = new ArrayList<RateEstimate>();
    for (int s = 0; s < sums.length; s++) {
      estimates.add(estimate(counted, sums[s], sum(sums[s], observed), draws[s]));
    }
    return estimates;
  }

  private static int[] times(RandomStream stream, int draw, int size) {
    int[] times = new int[size];
    long[] words = new long[2];
    for (int i = 0; i < size; i += 2) {
      stream.block(draw, i, words);
      times[index(words[0], size)]++;
      if (i + 1 < size) {
        times[index(words[1], size)]++;
      }
    }
    return times;
  }

  private static int index(long word, int size) {
    return (int) Math.multiplyHigh(word >>> 1, 2L * size);
  }

  private static double[] rates(List<Clusters> counted, int[] times) {
    double[] rates = new double[counted.size()];
    for (int c = 0; c < rates.length; c++) {
      var clusters = counted.get(c);
      double errors = 0;
      double counts = 0;
      for (int i = 0; i < times.length; i++) {
        errors += times[i] * clusters.errors[i];
        counts += times[i] * clusters.counts[i];
      }
      rates[c] = counts > 0 ? errors / counts : 0;
    }
    return rates;
  }

  private static double sum(double[] factors, double[] rates) {
    double sum = 0;
    for (int c = 0; c < factors.length; c++) {
      sum += factors[c] * rates[c];
    }
    return sum;
  }

  private static RateEstimate estimate(
      List<Clusters> counted, double[] factors, double value, double[] draws) {
    Arrays.sort(draws);
    double low = Math.min(value, at(draws, TAIL));
    double high = Math.max(value, at(draws, 1 - TAIL));
    double reads = 0;
    double independent = 0;
    int erring = 0;
    for (int c = 0; c < factors.length; c++) {
      if (factors[c] != 0) {
        var clusters = counted.get(c);
        double count = Arrays.stream(clusters.counts).sum();
        double each = count / clusters.counts.length;
        reads += count;
        independent += count / (1 + Math.max(0, each - 1) * clusters.shared);
        erring += (int) Arrays.stream(clusters.errors).filter(errors -> errors >= 0.5).count();
      }
    }
    String note = "cells resampled; reads of a cell depend on each other";
    if (erring < FEW) {
      high = Math.max(high, Math.min(1, upper(value, independent)));
      note =
          erring == 0
              ? "no error seen; the upper end is what so many cells exclude"
              : "only " + erring + " cells or pairs err";
    }
    return new RateEstimate(
        Method.BOOTSTRAP, value, low, high, (long) reads, value * independent, note);
  }

  /** Upper end of Clopper and Pearson for a rate seen in so many independent reads. */
  private static double upper(double rate, double n) {
    double errors = Math.min(rate * n, n);
    if (errors >= n) {
      return 1;
    }
    double low = rate;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = 0.5 * (low + high);
      if (Beta.regularizedBeta(middle, errors + 1, n - errors) < 1 - TAIL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double at(double[] sorted, double u) {
    double place = u * (sorted.length - 1);
    int below = (int) place;
    double rest = place - below;
    int next = Math.min(below + 1, sorted.length - 1);
    return sorted[below] * (1 - rest) + sorted[next] * rest;
  }
}
