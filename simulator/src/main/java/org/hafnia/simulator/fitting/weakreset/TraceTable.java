package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Traces from the rows of pulse trains.
 *
 * @param traces that can be fitted
 * @param spacing pulses between reads, where it is most often so
 * @param warnings what was left out, and why
 */
record TraceTable(List<Trace> traces, int spacing, List<String> warnings) {

  /** Base, m1, t*, m2, and as many again to see noise. */
  static final int LEAST_READS = 8;

  private static final String OHM = "resistanceOhm";

  static TraceTable of(MeasurementTable data) throws FitProblem {
    if (!data.has(OHM)) {
      throw new FitProblem(
          "the measurements have no resistances", "pulse trains with a column resistanceOhm");
    }
    List<String> warnings = new ArrayList<>();
    List<Trace> all = new ArrayList<>();
    for (var rows : rows(data, warnings).entrySet()) {
      all.add(trace(rows.getKey(), rows.getValue(), data));
    }
    List<Trace> kept = kept(all, warnings);
    int spacing = spacing(kept);
    if (kept.stream().anyMatch(trace -> !isRegular(trace, spacing))) {
      warnings.add(
          "Reads are not always "
              + spacing
              + " pulses apart; 1/f noise is taken as forgotten across other gaps.");
    }
    return new TraceTable(List.copyOf(kept), spacing, warnings);
  }

  private static List<Trace> kept(List<Trace> all, List<String> warnings) throws FitProblem {
    List<Trace> kept = new ArrayList<>();
    int constant = 0;
    int few = 0;
    for (Trace trace : all) {
      if (trace.reads() < LEAST_READS) {
        few++;
      } else if (isConstant(trace)) {
        constant++;
      } else {
        kept.add(trace);
      }
    }
    refuseIfNothing(all, kept, constant, few);
    if (few > 0) {
      warnings.add(
          few
              + " of "
              + all.size()
              + " devices have less than "
              + LEAST_READS
              + " reads and were left out.");
    }
    if (constant > 0) {
      warnings.add(
          constant
              + " of "
              + all.size()
              + " devices always read the same resistance and were left out.");
    }
    return kept;
  }

  private static void refuseIfNothing(List<Trace> all, List<Trace> kept, int constant, int few)
      throws FitProblem {
    if (!kept.isEmpty()) {
      return;
    }
    if (constant > 0) {
      throw new FitProblem("all traces are constant", "resistances that change with the pulses");
    }
    throw new FitProblem(
        all.isEmpty() ? "there are no reads" : "each of " + few + " devices has too few reads",
        "at least " + LEAST_READS + " reads per device, twice as many as a device has parameters");
  }

  private static Map<String, List<Integer>> rows(MeasurementTable data, List<String> warnings)
      throws FitProblem {
    double[] ohm = data.numbers(OHM);
    int[] devices = data.codes("device");
    List<String> names = data.words("device");
    boolean conditions = data.has("condition") && data.words("condition").size() > 1;
    if (conditions) {
      warnings.add("Each condition of a device was taken as a device of its own.");
    }
    double[] direction = data.has("direction") ? data.numbers("direction") : new double[0];
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < data.rows(); row++) {
      if (direction.length > 0 && direction[row] < 0 != direction[firstDirection(direction)] < 0) {
        throw new FitProblem(
            "there are pulses in both directions", "weak RESET pulses only; see pulse-response");
      }
      if (ohm[row] > 0 && devices[row] >= 0) {
        String name = names.get(devices[row]);
        int condition = conditions ? data.codes("condition")[row] : -1;
        String key = condition < 0 ? name : name + " / " + data.words("condition").get(condition);
        rows.computeIfAbsent(key, missing -> new ArrayList<>()).add(row);
      }
    }
    return rows;
  }

  private static int firstDirection(double[] direction) {
    int first = 0;
    while (first < direction.length - 1 && Double.isNaN(direction[first])) {
      first++;
    }
    return first;
  }

  private static Trace trace(String name, List<Integer> rows, MeasurementTable data)
      throws FitProblem {
    double[] pulse = data.numbers("pulse");
    double[] ohm = data.numbers(OHM);
    int[] pulses = new int[rows.size()];
    double[] lnOhm = new double[rows.size()];
    for (int i = 0; i < pulses.length; i++) {
      double at = pulse[rows.get(i)];
      if (!(at >= 0 && at <= Integer.MAX_VALUE) || (i > 0 && at <= pulses[i - 1])) {
        throw new FitProblem(
            "the pulses of device %s do not rise: %s after %s"
                .formatted(name, at, i > 0 ? pulses[i - 1] : "the start"),
            "pulses counted since the SET, rising from read to read");
      }
      pulses[i] = (int) at;
      lnOhm[i] = Math.log(ohm[rows.get(i)]);
    }
    return new Trace(name, pulses, lnOhm);
  }

  private static boolean isConstant(Trace trace) {
    double first = trace.lnOhm()[0];
    for (double lnOhm : trace.lnOhm()) {
      if (lnOhm != first) {
        return false;
      }
    }
    return true;
  }

  private static int spacing(List<Trace> traces) {
    Map<Integer, Integer> counts = new HashMap<>();
    int best = 1;
    int most = 0;
    for (Trace trace : traces) {
      for (int t = 1; t < trace.reads(); t++) {
        int gap = trace.pulses()[t] - trace.pulses()[t - 1];
        int count = counts.merge(gap, 1, Integer::sum);
        if (count > most || (count == most && gap < best)) {
          most = count;
          best = gap;
        }
      }
    }
    return best;
  }

  private static boolean isRegular(Trace trace, int spacing) {
    for (int t = 1; t < trace.reads(); t++) {
      if (trace.pulses()[t] - trace.pulses()[t - 1] != spacing) {
        return false;
      }
    }
    return true;
  }
}
