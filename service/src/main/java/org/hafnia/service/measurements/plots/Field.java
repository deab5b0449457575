package org.hafnia.service.measurements.plots;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often each value of y came at each value of x. */
final class Field {

  private final Bins x;
  private final Bins y;
  private final long[][] counts;

  Field(Bins x, Bins y) {
    this.x = x;
    this.y = y;
    counts = new long[x.count()][];
  }

  void add(double at, double value) {
    int column = x.bin(at);
    long[] bins = counts[column];
    if (bins == null) {
      bins = new long[y.count()];
      counts[column] = bins;
    }
    bins[y.bin(value)]++;
  }

  boolean isEmpty() {
    return Arrays.stream(counts).noneMatch(column -> column != null);
  }

  /** Values of x at which something came. */
  double[] xs() {
    return filled().mapToDouble(x::centre).toArray();
  }

  double[] quantiles(double share) {
    return filled().mapToDouble(column -> y.quantile(counts[column], share)).toArray();
  }

  private IntStream filled() {
    return IntStream.range(0, counts.length).filter(column -> counts[column] != null);
  }

  /** All values of y, wherever they came. */
  long[] total() {
    long[] total = new long[y.count()];
    for (long[] column : counts) {
      for (int i = 0; column != null && i < total.length; i++) {
        total[i] += column[i];
      }
    }
    return total;
  }
}
