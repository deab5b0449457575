package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.conditions.FailureLaw;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.likelihood.ClusterLikelihood;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.fitting.likelihood.Maximum;

/**
 * Cells that stop switching. A cycle is bad where the two states are read within a quarter of the
 * usual window of each other (or, where only one was read, on the wrong side of its middle). Cells
 * that are bad in at least 90 % of their last four or more cycles have failed at the first of
 * these; a shorter run of bad cycles at the end may be chance or failure, and counts as neither.
 * Nor do the last three cycles of any cell that has not failed, where it has many.
 *
 * @param lastGood cycles at which each device was last seen working, 0 if never
 * @param firstBad cycles at which it was first seen failed; infinite where it was not
 * @param doubtful cycles from which its reads say nothing about working cells; infinite usually
 * @param stuck ln(R/ohm) of the reads of each failed device
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a fit, never compared.
record Failures(double[] lastGood, double[] firstBad, double[] doubtful, List<double[]> stuck)
    implements ClusterLikelihood {

  private static final double BAD_SHARE = 0.9;
  private static final int FEWEST_CYCLES = 4;
  private static final int DOUBTFUL_CYCLES = 2;

  /** From where the last three cycles of every cell that has not failed can be spared. */
  private static final int MANY_CYCLES = 30;

  private static final double CLOSED = 0.25;

  /**
   * Between the medians of the two states.
   *
   * @param middle ln(R/ohm)
   * @param width ln R
   */
  record Window(double middle, double width) {

    boolean bad(double low, double high) {
      if (Double.isNaN(low) || Double.isNaN(high)) {
        return low > middle || high < middle;
      }
      return high - low < CLOSED * width;
    }
  }

  /** The last cycles of a device that are nearly all bad. */
  private record Run(double from, int cycles) {}

  static Failures in(CyclingRows rows, Window window) {
    int n = rows.devices().size();
    var failures = new Failures(new double[n], new double[n], new double[n], new ArrayList<>());
    for (int i = 0; i < n; i++) {
      failures.device(i, rows.devices().get(i).reads(), window);
    }
    return failures;
  }

  private void device(int i, List<CyclingRows.Read> reads, Window window) {
    var run = run(reads, window);
    boolean failed = run.cycles() >= FEWEST_CYCLES;
    firstBad[i] = failed ? run.from() : Double.POSITIVE_INFINITY;
    doubtful[i] = run.cycles() >= DOUBTFUL_CYCLES ? run.from() : Double.POSITIVE_INFINITY;
    double end = firstBad[i];
    double[] good =
        reads.stream()
            .mapToDouble(CyclingRows.Read::cycle)
            .filter(cycle -> cycle < end)
            .distinct()
            .toArray();
    if (!failed && good.length >= MANY_CYCLES) {
      // Whatever was read there: leaving out only what looks bad would open the window.
      doubtful[i] = good[good.length - FEWEST_CYCLES + 1];
    }
    // A failure within the last cycles would not have been seen: survival ends before them.
    int seen = failed ? good.length - 1 : good.length - FEWEST_CYCLES;
    lastGood[i] = seen < 0 ? 0 : good[seen];
    if (failed) {
      stuck.add(
          reads.stream()
              .filter(read -> read.cycle() >= end)
              .mapToDouble(CyclingRows.Read::lnOhm)
              .toArray());
    }
  }

  private static Run run(List<CyclingRows.Read> reads, Window window) {
    var run = new Run(Double.POSITIVE_INFINITY, 0);
    int bad = 0;
    int cycles = 0;
    for (int last = reads.size() - 1; last >= 0; ) {
      double cycle = reads.get(last).cycle();
      double low = Double.NaN;
      double high = Double.NaN;
      for (; last >= 0 && reads.get(last).cycle() == cycle; last--) {
        low = reads.get(last).high() ? low : reads.get(last).lnOhm();
        high = reads.get(last).high() ? reads.get(last).lnOhm() : high;
      }
      boolean wrong = window.bad(low, high);
      cycles++;
      bad += wrong ? 1 : 0;
      if (wrong && bad >= BAD_SHARE * cycles) {
        run = new Run(cycle, cycles);
      }
    }
    return run;
  }

  int failed() {
    return stuck.size();
  }

  @Override
  public int[] points() {
    int[] points = new int[lastGood.length];
    Arrays.fill(points, 1);
    return points;
  }

  /** Probability of failing between the two reads, or of surviving the last one. */
  @Override
  public double[] clusters(double[] free) {
    double eta = Math.exp(free[0]);
    double beta = Math.exp(free[1]);
    double[] values = new double[lastGood.length];
    for (int i = 0; i < values.length; i++) {
      double from = Math.pow(lastGood[i] / eta, beta);
      double to = Math.pow(firstBad[i] / eta, beta);
      values[i] = -from;
      if (Double.isFinite(firstBad[i])) {
        values[i] += Math.log(Math.max(1e-300, -Math.expm1(from - to)));
      }
    }
    return values;
  }

  /** Weibull law of the cycles to failure and law of stuck cells; at least one has failed. */
  Maximum law(Maximiser maximiser) throws FitCancelled {
    double all = Arrays.stream(lastGood).sum();
    double typical = Math.max(1, all / failed());
    boolean some = failed() >= 3;
    double[] start = {Math.log(typical), 0, 0, 0};
    var maximum =
        maximiser.maximum(
            this, start, new boolean[] {true, some, false, false}, new double[] {2, 1, 1, 1});
    double[] means =
        stuck.stream().mapToDouble(x -> Arrays.stream(x).average().orElse(0)).toArray();
    double mean = Arrays.stream(means).average().orElseThrow();
    double reads = stuck.stream().mapToDouble(x -> x.length).sum();
    double squares =
        stuck.stream().flatMapToDouble(Arrays::stream).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.max(1e-3, Math.sqrt(squares / reads));
    if (!some) {
      maximum.free()[2] = mean;
      maximum.free()[3] = Math.log(deviation);
      return maximum;
    }
    double between = Arrays.stream(means).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(between / (failed() - 1.0) / failed());
    return maximum
        .with(FailureLaw.TERMS.indexOf("stuck"), mean, error)
        .with(
            FailureLaw.TERMS.indexOf("sStuck"),
            Math.log(deviation),
            1 / Math.sqrt(2.0 * (failed() - 1)));
  }
}
