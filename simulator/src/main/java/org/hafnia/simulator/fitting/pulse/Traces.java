package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.pulse.Conductance;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Pulse trains as traces of weights. A state that is given is the weight. A resistance becomes the
 * conductance G = 1/R and that the weight w = (G - G0)/S, with w = -1 and +1 at the 0.5 % and 99.5
 * % quantiles of all conductances.
 *
 * @param traces by device, in the order of their first rows
 * @param conductance what a weight is in siemens, where resistances were given
 * @param logJacobian sum over all reads of ln |dw / d ln R|; 0 for states
 * @param pulses most pulses of a trace
 */
record Traces(
    List<Trace> traces, Optional<Conductance> conductance, double logJacobian, int pulses) {

  private static final int FEWEST_READS = 8;

  static Traces of(MeasurementTable data) throws FitProblem {
    if (data.rows() == 0) {
      throw new FitProblem("no rows", "reads of at least one device");
    }
    boolean resistance = data.has("resistanceOhm");
    if (!resistance && !data.has("state")) {
      throw new FitProblem("neither column resistanceOhm nor state", "one of the two");
    }
    double[] shown = resistance ? siemens(data.numbers("resistanceOhm")) : data.numbers("state");
    var scale = resistance ? Optional.of(scale(shown)) : Optional.<Conductance>empty();
    double[] directions = directions(data);
    var rows = new Rows(data, weights(shown, scale), directions);
    var traces = new ArrayList<Trace>();
    int pulses = 0;
    for (int code = 0; code < data.words("device").size(); code++) {
      var trace = rows.trace(code);
      if (trace.length() >= 2) {
        traces.add(trace);
        pulses = Math.max(pulses, Arrays.stream(trace.pulses()).sum());
      }
    }
    check(traces);
    double jacobian = 0;
    for (double g : shown) {
      if (resistance && g > 0) {
        jacobian += Math.log(g / scale.orElseThrow().siemensPerWeight());
      }
    }
    return new Traces(List.copyOf(traces), scale, jacobian, pulses);
  }

  /** Whether 0 lies clearly within the reads, as a bound on either side of it needs. */
  boolean aroundZero() {
    double[] reads =
        traces.stream().flatMapToDouble(trace -> Arrays.stream(trace.reads())).sorted().toArray();
    double low = reads[(int) (0.005 * (reads.length - 1))];
    double high = reads[(int) Math.ceil(0.995 * (reads.length - 1))];
    return low < -0.05 * (high - low) && high > 0.05 * (high - low);
  }

  private static void check(List<Trace> traces) throws FitProblem {
    int longest = traces.stream().mapToInt(Trace::length).max().orElse(0);
    if (longest < FEWEST_READS) {
      throw new FitProblem(
          "at most " + longest + " reads per device", "at least " + FEWEST_READS + " reads of one");
    }
    var moving = traces.stream().filter(Traces::moves).toList();
    if (moving.isEmpty()) {
      throw new FitProblem("all traces are constant", "devices that move when they are pulsed");
    }
  }

  private static boolean moves(Trace trace) {
    return Arrays.stream(trace.reads()).anyMatch(read -> read != trace.reads()[0]);
  }

  private static double[] siemens(double[] ohm) {
    return Arrays.stream(ohm).map(r -> 1 / r).toArray();
  }

  private static Conductance scale(double[] siemens) throws FitProblem {
    double[] sorted = Arrays.stream(siemens).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      throw new FitProblem("no resistance in any row", "reads in ohm");
    }
    double low = sorted[(int) (0.005 * (sorted.length - 1))];
    double high = sorted[(int) Math.ceil(0.995 * (sorted.length - 1))];
    if (!(high > low)) {
      throw new FitProblem("all traces are constant", "devices that move when they are pulsed");
    }
    return new Conductance((high - low) / 2, (high + low) / 2);
  }

  private static double[] weights(double[] shown, Optional<Conductance> scale) {
    return scale.isEmpty()
        ? shown
        : Arrays.stream(shown).map(scale.orElseThrow()::weight).toArray();
  }

  private static double[] directions(MeasurementTable data) throws FitProblem {
    if (data.has("direction")) {
      return data.numbers("direction");
    }
    if (data.has("voltageVolt")) {
      return Arrays.stream(data.numbers("voltageVolt")).map(Math::signum).toArray();
    }
    throw new FitProblem(
        "no column direction", "+1 or -1: which way the pulse before each read went");
  }

  /** The rows of a table, sorted into traces. */
  @SuppressWarnings("ArrayRecordComponent") // Lives while traces are read, compared with nothing.
  private record Rows(MeasurementTable data, double[] weights, double[] directions) {

    Trace trace(int code) throws FitProblem {
      int[] codes = data.codes("device");
      double[] pulse = data.numbers("pulse");
      int[] rows =
          IntStream.range(0, data.rows())
              .filter(row -> codes[row] == code && Double.isFinite(weights[row]))
              .boxed()
              .sorted(Comparator.comparingDouble(row -> pulse[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      String device = data.words("device").get(code);
      double[] reads = new double[rows.length];
      int[] pulses = new int[rows.length];
      int[] ways = new int[rows.length];
      for (int t = 0; t < rows.length; t++) {
        reads[t] = weights[rows[t]];
        if (t > 0) {
          pulses[t] = (int) (pulse[rows[t]] - pulse[rows[t - 1]]);
          ways[t] = way(device, pulse[rows[t]], directions[rows[t]], pulses[t]);
        }
      }
      return Trace.of(device, reads, pulses, ways);
    }

    private static int way(String device, double pulse, double direction, int pulses)
        throws FitProblem {
      if (pulses == 0) {
        throw new FitProblem(
            "device " + device + " has two reads at pulse " + (long) pulse,
            "one read per device and count of pulses");
      }
      if (direction != 1 && direction != -1) {
        throw new FitProblem(
            "device " + device + ", pulse " + (long) pulse + ": direction " + direction,
            "+1 or -1 for every read but the first of a device");
      }
      return direction > 0 ? 1 : -1;
    }
  }
}
