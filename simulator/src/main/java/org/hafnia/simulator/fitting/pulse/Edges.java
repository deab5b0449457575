package org.hafnia.simulator.fitting.pulse;

import java.util.Arrays;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;

/** Bounds that show themselves: the outermost read of a device repeats while pulses push on. */
final class Edges {

  /** Reads in a row that make a bound. */
  private static final int IN_A_ROW = 2;

  private Edges() {}

  static Device seen(Device device) {
    double[] reads = device.trace.reads();
    double high = Arrays.stream(reads).max().orElseThrow();
    double low = Arrays.stream(reads).min().orElseThrow();
    if (repeats(device.trace, high, 1)) {
      device.upperReached = true;
      device.upperSeen = high;
    }
    if (repeats(device.trace, low, -1)) {
      device.lowerReached = true;
      device.lowerSeen = low;
    }
    return device;
  }

  /** Reads are noisy: what repeats, repeats by chance. */
  static void forget(Device device) {
    device.upperReached = false;
    device.lowerReached = false;
    device.upperSeen = Double.NaN;
    device.lowerSeen = Double.NaN;
  }

  /** A part of a device's reads was at its bounds if that part shows it. */
  static void keep(Device whole, Device part) {
    seen(part);
    if (Double.isNaN(whole.upperSeen)) {
      part.upperSeen = Double.NaN;
      part.upperReached = whole.upperReached;
    }
    if (Double.isNaN(whole.lowerSeen)) {
      part.lowerSeen = Double.NaN;
      part.lowerReached = whole.lowerReached;
    }
  }

  private static boolean repeats(Trace trace, double edge, int direction) {
    int inARow = 0;
    for (int t = 0; t < trace.length(); t++) {
      boolean pushed = t == 0 || trace.directions()[t] == direction;
      inARow = trace.reads()[t] == edge && pushed ? inARow + 1 : 0;
      if (inARow >= IN_A_ROW) {
        return true;
      }
    }
    return false;
  }
}
