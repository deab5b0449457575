package org.hafnia.simulator.fitting.states.laws;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** All reads of one state in rising order, with the cell of each. */
public final class Sample {

  private final double[] values;
  private final int[] owners;
  private final int cells;

  /** The reads of each cell. */
  public Sample(List<double[]> cells) {
    double[] all = cells.stream().flatMapToDouble(Arrays::stream).toArray();
    int[] owner = new int[all.length];
    int next = 0;
    for (int c = 0; c < cells.size(); c++) {
      int count = cells.get(c).length;
      Arrays.fill(owner, next, next + count, c);
      next += count;
    }
    int[] order =
        IntStream.range(0, all.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> all[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    values = Arrays.stream(order).mapToDouble(i -> all[i]).toArray();
    owners = Arrays.stream(order).map(i -> owner[i]).toArray();
    this.cells = cells.size();
  }

  public int size() {
    return values.length;
  }

  /** Every cell once. */
  public Sums sums() {
    int[] once = new int[cells];
    Arrays.fill(once, 1);
    return sums(once);
  }

  /** Each cell as often as its weight says. */
  public Sums sums(int[] weights) {
    double[] each = new double[values.length];
    for (int i = 0; i < each.length; i++) {
      each[i] = weights[owners[i]];
    }
    return new Sums(values, each);
  }

  /** Number of cells among the lowest (or highest) reads. */
  int cellsAmong(int reads, boolean lowest) {
    int from = lowest ? 0 : values.length - reads;
    return (int) Arrays.stream(owners, from, from + reads).distinct().count();
  }
}
