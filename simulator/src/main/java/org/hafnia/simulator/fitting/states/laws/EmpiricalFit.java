package org.hafnia.simulator.fitting.states.laws;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.device.states.QuantileTable;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Quantiles at evenly spaced normal scores, and tails whose decay is the mean excess beyond the
 * table's ends (the likelihood estimate of an exponential). An end lies where at least 50 reads of
 * at least 10 cells (or half of the cells, if there are fewer) are beyond it: a tail is to be
 * estimated from several cells, not from the worst one.
 *
 * @param scores where quantiles are taken
 */
record EmpiricalFit(List<Double> scores) {

  private static final int READS_BEYOND = 50;
  private static final int CELLS_BEYOND = 10;
  private static final double MOST_BEYOND = 0.1;
  private static final int READS_PER_ENTRY = 20;
  private static final int MOST_ENTRIES = 49;

  static EmpiricalFit of(Sample sample) {
    double from = NormalLaw.quantile(beyond(sample, true));
    double to = -NormalLaw.quantile(beyond(sample, false));
    int entries = Math.clamp(sample.size() / READS_PER_ENTRY, 3, MOST_ENTRIES);
    var scores = new ArrayList<Double>();
    for (int i = 0; i < entries; i++) {
      scores.add(from + (to - from) * i / (entries - 1));
    }
    return new EmpiricalFit(List.copyOf(scores));
  }

  QuantileTable fit(Sums reads) {
    double least = Math.max(1e-9, 1e-7 * (reads.greatest() - reads.least()));
    var quantiles = new ArrayList<Double>();
    double last = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      // Ties would make a quantile that does not rise.
      last = Math.max(last + least, reads.quantile(NormalLaw.below(score)));
      quantiles.add(last);
    }
    int lower = reads.index(quantiles.getFirst());
    int upper = reads.index(Math.nextUp(quantiles.getLast()));
    double down = -reads.distance(0, lower, quantiles.getFirst()) / reads.weight(0, lower);
    double up =
        reads.distance(upper, reads.size(), quantiles.getLast())
            / reads.weight(upper, reads.size());
    return new QuantileTable(
        scores, quantiles, decay(down, quantiles, false), decay(up, quantiles, true));
  }

  int parameters() {
    return scores.size() + 2;
  }

  /** Mean excess, or where nothing lies beyond the end the decay of a normal law that goes on. */
  private double decay(double excess, List<Double> quantiles, boolean upper) {
    if (excess > 0) {
      return excess;
    }
    int i = upper ? scores.size() - 2 : 0;
    double slope = (quantiles.get(i + 1) - quantiles.get(i)) / (scores.get(i + 1) - scores.get(i));
    return slope / Math.max(1, Math.abs(scores.get(upper ? i + 1 : i)));
  }

  private static double beyond(Sample sample, boolean lowest) {
    int n = sample.size();
    int most = (int) Math.max(1, MOST_BEYOND * n);
    int wanted = Math.min(CELLS_BEYOND, sample.cellsAmong(n, true) / 2);
    int reads = Math.min(READS_BEYOND, most);
    while (reads < most && sample.cellsAmong(reads, lowest) < wanted) {
      reads = Math.min(most, reads + reads / 4 + 1);
    }
    return (double) reads / n;
  }
}
