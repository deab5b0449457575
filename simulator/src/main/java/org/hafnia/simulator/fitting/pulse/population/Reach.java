package org.hafnia.simulator.fitting.pulse.population;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.likelihood.TraceFilter;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;

/**
 * Which devices were seen at a bound although reads are noisy: those whose reads are clearly more
 * likely with a bound where a run of pulses ended than with none.
 */
public final class Reach {

  /** Gain of ln likelihood that a bound must bring, in nat. */
  private static final double CLEAR = 3;

  private final Setting setting;
  private final List<Device> devices;
  private final Workers workers;
  private final double[] shared;

  public Reach(Setting setting, List<Device> devices, Workers workers, double[] shared) {
    this.setting = setting;
    this.devices = devices;
    this.workers = workers;
    this.shared = shared;
  }

  public void decide() {
    workers.share(
        devices.size(),
        (from, to) -> {
          var filter = new TraceFilter(setting);
          for (var device : devices.subList(from, to)) {
            decide(device, filter, Setting.UPPER);
            decide(device, filter, Setting.LOWER);
            device.score = filter.run(device, shared);
          }
        });
  }

  private void decide(Device device, TraceFilter filter, int which) {
    double candidate = device.reached(which) ? device.own[which] : end(device.trace, which);
    if (Double.isNaN(candidate)) {
      return;
    }
    set(device, which, false);
    double without = filter.run(device, shared).logLikelihood;
    double before = device.own[which];
    device.own[which] = candidate;
    set(device, which, true);
    double with = filter.run(device, shared).logLikelihood;
    if (with - without < CLEAR) {
      set(device, which, false);
      device.own[which] = before;
    }
  }

  private static void set(Device device, int which, boolean reached) {
    if (which == Setting.UPPER) {
      device.upperReached = reached;
    } else {
      device.lowerReached = reached;
    }
  }

  /** Mean of the last reads of the runs towards a bound. */
  private static double end(Trace trace, int which) {
    int direction = which == Setting.UPPER ? 1 : -1;
    double best = Double.NaN;
    int from = -1;
    for (int t = 1; t <= trace.length(); t++) {
      boolean same = t < trace.length() && trace.directions()[t] == direction;
      if (same && from < 0) {
        from = t;
      } else if (!same && from >= 0) {
        int last = Math.max(1, (t - from) / 8);
        double mean = Arrays.stream(trace.reads(), t - last, t).average().orElseThrow();
        best = Double.isNaN(best) || direction * (mean - best) > 0 ? mean : best;
        from = -1;
      }
    }
    return best;
  }
}
