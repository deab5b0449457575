package org.hafnia.simulator.fitting.pulse;

import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.population.Start;

/**
 * Mean increments per pulse in bins of the state; the state is the mean of earlier reads, so that
 * read noise does not bend the picture.
 */
@SuppressWarnings("ArrayRecordComponent") // Drawn at once; nobody compares bins.
record StepBins(double[] centres, double[] means) {

  private static final double FEWEST = 5;

  static StepBins of(List<Trace> traces, int direction, Start start, int bins) {
    double[] sum = new double[bins];
    double[] count = new double[bins];
    for (var trace : traces) {
      for (int t = 3; t < trace.length(); t++) {
        if (trace.directions()[t] != direction || trace.directions()[t - 1] != direction) {
          continue;
        }
        double before = (trace.reads()[t - 3] + trace.reads()[t - 2]) / 2;
        int b = (int) (bins * (before - start.low) / start.range());
        if (b >= 0 && b < bins) {
          sum[b] += trace.reads()[t] - trace.reads()[t - 1];
          count[b] += trace.pulses()[t];
        }
      }
    }
    int[] kept =
        java.util.stream.IntStream.range(0, bins).filter(b -> count[b] >= FEWEST).toArray();
    return new StepBins(
        java.util.Arrays.stream(kept)
            .mapToDouble(b -> start.low + (b + 0.5) / bins * start.range())
            .toArray(),
        java.util.Arrays.stream(kept).mapToDouble(b -> sum[b] / count[b]).toArray());
  }
}
