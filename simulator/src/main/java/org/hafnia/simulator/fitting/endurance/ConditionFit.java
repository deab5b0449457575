package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.hafnia.simulator.device.conditions.EnduranceCurve;
import org.hafnia.simulator.device.conditions.Term;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.fitting.likelihood.CellShare;
import org.hafnia.simulator.fitting.likelihood.GroupedNormal;
import org.hafnia.simulator.fitting.likelihood.Maximum;

/**
 * Curves of both states of the working cells under one condition; LRS, HRS, then the knee.
 *
 * @param rows of the working cells
 * @param terms of both curves
 * @param reference n0, in cycles
 * @param normal their likelihood, by device or by block of reads
 */
record ConditionFit(CyclingRows rows, Terms terms, double reference, GroupedNormal normal) {

  static final int RHO = EnduranceCurve.LINEAR.indexOf("rho");
  private static final int BLOCKS = 40;
  private static final double BIN = 0.02;

  static ConditionFit of(CyclingRows rows, boolean knee, double reference) {
    var terms = terms(knee);
    var numbers = new HashMap<Long, Integer>();
    var cycles = new ArrayList<Double>();
    var states = new ArrayList<Boolean>();
    int[] blocks = blocks(rows);
    int[] condition = new int[blocks.length];
    double[] x = new double[blocks.length];
    int row = 0;
    for (var device : rows.devices()) {
      for (var read : device.reads()) {
        double l = Math.log10(Math.max(1, read.cycle()));
        // Bins of 5 % in cycles, over which no curve moves: fewer curves to evaluate.
        long bin = 2 * Math.round(l / BIN) + (read.high() ? 1 : 0);
        condition[row] =
            numbers.computeIfAbsent(
                bin,
                key -> {
                  cycles.add(read.cycle());
                  states.add(read.high());
                  return numbers.size();
                });
        x[row++] = read.lnOhm();
      }
    }
    double[] at = cycles.stream().mapToDouble(c -> c).toArray();
    var grouped = new GroupedNormal.Rows(blocks, condition, x, at.length);
    var normal = new GroupedNormal(grouped, moments(terms, reference, at, states));
    return new ConditionFit(rows, terms, reference, normal);
  }

  private static GroupedNormal.Curve moments(
      Terms terms, double reference, double[] at, List<Boolean> states) {
    return (free, mean, logDeviation) -> {
      var low = curve(terms, free, false, reference);
      var high = curve(terms, free, true, reference);
      for (int k = 0; k < at.length; k++) {
        var own = states.get(k) ? high : low;
        mean[k] = own.mean(at[k]);
        logDeviation[k] = own.logDeviation(at[k]);
      }
    };
  }

  private static Terms terms(boolean knee) {
    var own = knee ? EnduranceCurve.KNEE.terms() : EnduranceCurve.LINEAR.terms();
    var all = new ArrayList<Term>();
    for (String state : List.of("LRS.", "HRS.")) {
      for (var term : own) {
        if (!term.symbol().equals("knee")) {
          all.add(new Term(state + term.symbol(), term.name(), term.unit(), term.domain()));
        }
      }
    }
    if (knee) {
      all.add(own.getLast());
    }
    return new Terms(all);
  }

  static boolean byDevice(CyclingRows rows) {
    return rows.devices().size() >= CellShare.FEWEST_DEVICES;
  }

  /** Whether a state of a device was read more than once. */
  static boolean repeats(CyclingRows rows) {
    return rows.devices().stream()
        .anyMatch(
            device ->
                device.reads().stream().filter(CyclingRows.Read::high).count() > 1
                    && device.reads().stream().filter(read -> !read.high()).count() > 1);
  }

  /** The cluster of each read: its device, or with few devices a block of consecutive reads. */
  private static int[] blocks(CyclingRows rows) {
    int all = rows.devices().stream().mapToInt(device -> device.reads().size()).sum();
    int size = byDevice(rows) ? Integer.MAX_VALUE : Math.max(2, all / BLOCKS);
    int[] blocks = new int[all];
    int row = 0;
    int block = -1;
    for (var device : rows.devices()) {
      for (int i = 0; i < device.reads().size(); i++) {
        block += i % size == 0 ? 1 : 0;
        blocks[row++] = block;
      }
    }
    return blocks;
  }

  boolean knee() {
    return terms.size() % 2 == 1;
  }

  /** Where the numbers of a state start. */
  int first(boolean high) {
    return high ? terms.size() / 2 : 0;
  }

  EnduranceCurve curve(double[] free, boolean high) {
    return curve(terms, free, high, reference);
  }

  private static EnduranceCurve curve(Terms terms, double[] free, boolean high, double reference) {
    double[] all = terms.values(free);
    int half = all.length / 2;
    boolean knee = all.length % 2 == 1;
    double[] own =
        Arrays.copyOf(high ? Arrays.copyOfRange(all, half, 2 * half) : all, knee ? half + 1 : half);
    if (knee) {
      own[half] = all[all.length - 1];
    }
    return new EnduranceCurve(own, reference);
  }

  /** With the share of the cells, where devices are enough. */
  Maximum withShares(Maximum maximum) {
    var low = new ArrayList<double[]>();
    var high = new ArrayList<double[]>();
    if (!byDevice(rows) || !repeats(rows)) {
      return maximum;
    }
    var residuals = normal.residuals(maximum.free());
    for (int i = 0; i < residuals.size(); i++) {
      var reads = rows.devices().get(i).reads();
      double[] all = residuals.get(i);
      low.add(part(all, reads, false));
      high.add(part(all, reads, true));
    }
    return maximum
        .with(first(false) + RHO, CellShare.of(low))
        .with(first(true) + RHO, CellShare.of(high));
  }

  private static double[] part(double[] all, List<CyclingRows.Read> reads, boolean high) {
    double[] part = new double[all.length];
    int n = 0;
    for (int i = 0; i < all.length; i++) {
      if (reads.get(i).high() == high) {
        part[n++] = all[i];
      }
    }
    return Arrays.copyOf(part, n);
  }
}
