package org.hafnia.simulator.fitting.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.fitting.weakreset.HeldOut;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Resistances of pulse trains as the pulse-response fit sees them: which are held out, which of
 * those are at a bound that the earlier reads showed, and what turns densities of weights into
 * those of ln R.
 */
final class WeightReads {

  private static final int FOLD = 5;

  /** Outermost reads in a row that make a bound. */
  private static final int IN_A_ROW = 2;

  private final double siemensPerWeight;
  private final boolean exact;
  private final Map<String, Integer> sides = new HashMap<>();
  private final Set<Integer> devices = new HashSet<>();
  private double allJacobians;
  private double heldJacobians;
  private long reads;
  private long held;

  /** A read: after how many pulses, in which direction, of which conductance in siemens. */
  private record Read(int pulse, double direction, double siemens) {}

  WeightReads(MeasurementTable data, ModelDescription pulse) {
    siemensPerWeight = pulse.constant("G_per_weight");
    exact = pulse.constant("write_noise") == 0;
    var traces = new HashMap<Integer, List<Read>>();
    double[] ohm = data.numbers("resistanceOhm");
    double[] pulses = data.numbers("pulse");
    double[] ways = data.numbers(data.has("direction") ? "direction" : "voltageVolt");
    for (int row = 0; row < data.rows(); row++) {
      if (ohm[row] > 0) {
        traces
            .computeIfAbsent(data.codes("device")[row], code -> new ArrayList<>())
            .add(new Read((int) pulses[row], ways[row], 1 / ohm[row]));
      }
    }
    traces.forEach((code, trace) -> add(data.words("device").get(code), trace));
    devices.addAll(traces.keySet());
  }

  private void add(String device, List<Read> trace) {
    trace.sort(Comparator.comparingInt(Read::pulse));
    int kept = Math.max(2, trace.size() - trace.size() / FOLD);
    reads += trace.size();
    held += trace.size() - kept;
    double upper = bound(trace, kept, 1);
    double lower = bound(trace, kept, -1);
    for (int t = 0; t < trace.size(); t++) {
      double siemens = trace.get(t).siemens();
      double jacobian = Math.log(siemens / siemensPerWeight);
      allJacobians += jacobian;
      if (t >= kept && (siemens == upper || siemens == lower)) {
        // The highest conductance is the lowest resistance.
        sides.put(device + "\n" + trace.get(t).pulse(), siemens == upper ? -1 : 1);
      } else if (t >= kept) {
        heldJacobians += jacobian;
      }
    }
  }

  /** The outermost read, where it repeats among those kept and among all; NaN where it does not. */
  private double bound(List<Read> trace, int kept, int way) {
    return exact && repeats(trace, way) ? outermost(trace.subList(0, kept), way) : Double.NaN;
  }

  private static double outermost(List<Read> trace, int way) {
    return repeats(trace, way) ? way * extreme(trace, way) : Double.NaN;
  }

  private static double extreme(List<Read> trace, int way) {
    return trace.stream().mapToDouble(read -> way * read.siemens()).max().orElseThrow();
  }

  private static boolean repeats(List<Read> trace, int way) {
    double edge = extreme(trace, way);
    int inARow = 0;
    for (int t = 0; t < trace.size(); t++) {
      boolean pushed = t == 0 || trace.get(t).direction() * way > 0;
      inARow = way * trace.get(t).siemens() == edge && pushed ? inARow + 1 : 0;
      if (inARow >= IN_A_ROW) {
        return true;
      }
    }
    return false;
  }

  int side(String device, int pulse) {
    return sides.getOrDefault(device + "\n" + pulse, HeldOut.Side.NEITHER);
  }

  long held() {
    return held;
  }

  int atBound() {
    return sides.size();
  }

  /**
   * Mean ln likelihood per read held out, of ln R, from that which the fit states: of weights, with
   * ln |dw / d ln R| averaged over all reads.
   */
  double heldOut(double stated) {
    double ofWeights = stated - allJacobians / (reads - devices.size());
    return ofWeights + heldJacobians / held;
  }
}
