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
 * Cells that stop switching. A cycle is bad where a state is read on the other side of the boundary
 * between the two; a cell has failed from the first bad cycle on after which at least 80 % of its
 * cycles, and at least three, are bad.
 *
 * @param lastGood cycles at which each device was last seen working, 0 if never
 * @param firstBad cycles at which it was first seen failed; infinite where it was not
 * @param stuck ln(R/ohm) of the reads of each failed device
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a fit, never compared.
record Failures(double[] lastGood, double[] firstBad, List<double[]> stuck)
    implements ClusterLikelihood {

  private static final double BAD_SHARE = 0.8;
  private static final int FEWEST_CYCLES = 3;

  static Failures in(CyclingRows rows, double boundary) {
    int n = rows.devices().size();
    double[] lastGood = new double[n];
    double[] firstBad = new double[n];
    var stuck = new ArrayList<double[]>();
    for (int i = 0; i < n; i++) {
      var reads = rows.devices().get(i).reads();
      firstBad[i] = firstBad(reads, boundary);
      double end = firstBad[i];
      lastGood[i] =
          reads.stream()
              .mapToDouble(CyclingRows.Read::cycle)
              .filter(cycle -> cycle < end)
              .max()
              .orElse(0);
      if (Double.isFinite(end)) {
        stuck.add(
            reads.stream()
                .filter(read -> read.cycle() >= end)
                .mapToDouble(CyclingRows.Read::lnOhm)
                .toArray());
      }
    }
    return new Failures(lastGood, firstBad, stuck);
  }

  private static double firstBad(List<CyclingRows.Read> reads, double boundary) {
    double found = Double.POSITIVE_INFINITY;
    int bad = 0;
    int cycles = 0;
    for (int last = reads.size() - 1; last >= 0; ) {
      double cycle = reads.get(last).cycle();
      boolean wrong = false;
      for (; last >= 0 && reads.get(last).cycle() == cycle; last--) {
        var read = reads.get(last);
        wrong |= read.high() ? read.lnOhm() < boundary : read.lnOhm() > boundary;
      }
      cycles++;
      bad += wrong ? 1 : 0;
      if (wrong && bad >= FEWEST_CYCLES && bad >= BAD_SHARE * cycles) {
        found = cycle;
      }
    }
    return found;
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
