package org.hafnia.simulator.array.reads;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hafnia.simulator.array.reads.ReadCase.State;
import org.hafnia.simulator.array.sense.Branches;

/** The reference against which measured cells are read with the fewest errors. */
public final class BestReference {

  private static final int POINTS = 64;
  private static final int ROUNDS = 3;
  private static final int MOST_READS = 20_000;

  private BestReference() {}

  /** ln of that reference, in ohm; midway between the two reads on either side of it. */
  public static double lnOhm(MeasuredReads reads, Branches branches) {
    double[] low = sorted(reads, State.LOW);
    double[] high = sorted(reads, State.HIGH);
    if (low.length == 0 || high.length == 0) {
      throw new IllegalArgumentException(
          low.length + " reads of LRS and " + high.length + " of HRS; both are needed");
    }
    boolean exact = branches.offset() == 0 && branches.limit() == Double.POSITIVE_INFINITY;
    return exact ? sweep(low, high) : scan(thinned(low), thinned(high), branches);
  }

  /** Fewest of share of LRS above + share of HRS below, over all references. */
  private static double sweep(double[] low, double[] high) {
    double best = Double.POSITIVE_INFINITY;
    double at = low[0];
    int i = 0;
    int j = 0;
    double previous = Math.min(low[0], high[0]);
    while (i < low.length || j < high.length) {
      double next = Math.min(i < low.length ? low[i] : high[j], j < high.length ? high[j] : low[i]);
      double errors = (double) (low.length - i) / low.length + (double) j / high.length;
      if (errors < best) {
        best = errors;
        at = 0.5 * (previous + next);
      }
      while (i < low.length && low[i] <= next) {
        i++;
      }
      while (j < high.length && high[j] <= next) {
        j++;
      }
      previous = next;
    }
    return at;
  }

  private static double scan(double[] low, double[] high, Branches branches) {
    double from = Math.min(low[low.length / 100], high[high.length / 100]);
    double to = Math.max(low[low.length - 1 - low.length / 100], high[high.length / 2]);
    double best = from;
    for (int round = 0; round < ROUNDS; round++) {
      double step = (to - from) / (POINTS - 1);
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < POINTS; i++) {
        double at = from + i * step;
        double errors = errors(low, high, branches, at);
        if (errors < least) {
          least = errors;
          best = at;
        }
      }
      from = best - step;
      to = best + step;
    }
    return best;
  }

  private static double errors(double[] low, double[] high, Branches branches, double reference) {
    double yb = branches.of(reference);
    double asHigh = 0;
    for (double x : low) {
      double y = branches.of(x);
      asHigh += branches.minus(y, yb) + 0.5 * branches.zero(y, yb);
    }
    double asLow = 0;
    for (double x : high) {
      double y = branches.of(x);
      asLow += branches.plus(y, yb) + 0.5 * branches.zero(y, yb);
    }
    return asHigh / low.length + asLow / high.length;
  }

  private static double[] sorted(MeasuredReads reads, State state) {
    var values = DoubleStream.builder();
    reads.forEach(state, values);
    return values.build().sorted().toArray();
  }

  /** Every so-maniest of a sorted array, so that a scan stays quick. */
  private static double[] thinned(double[] sorted) {
    int stride = Math.max(1, sorted.length / MOST_READS);
    double[] kept = new double[(sorted.length + stride - 1) / stride];
    Arrays.setAll(kept, i -> sorted[i * stride]);
    return kept;
  }
}
