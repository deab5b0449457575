package org.hafnia.simulator.device.analog;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;
import org.hafnia.simulator.device.PulseResponseModel;

/**
 * Energy of the pulses on analog devices: V^2 width G each, G = G0 + S w as it is on average during
 * an update. Known where the model has a conductance and, as parameters "V_pulse" in volt and
 * "t_pulse" in second, what its pulses were.
 */
final class PulseWork {

  private static final int BLOCK = 1024;

  private final double joulePerSiemens;
  private final double zeroSiemens;
  private final double siemensPerWeight;

  /** Per block of pairs, so that sums do not depend on threads. */
  private final double[] siemens;

  PulseWork(PulseResponseModel model, int pairs) {
    var from = model.description();
    boolean known =
        model.conductance().isPresent()
            && from.find("V_pulse").isPresent()
            && from.find("t_pulse").isPresent();
    double volt = known ? from.constant("V_pulse") : 0;
    joulePerSiemens = known ? volt * volt * from.constant("t_pulse") : 0;
    zeroSiemens = known ? model.conductance().orElseThrow().zeroSiemens() : 0;
    siemensPerWeight = known ? model.conductance().orElseThrow().siemensPerWeight() : 0;
    siemens = new double[known ? Math.ceilDiv(pairs, BLOCK) : 0];
  }

  /** Pulses that took a device of a pair from one state to another. */
  void book(int pair, float pulses, float before, float after) {
    if (siemens.length > 0) {
      double mean = zeroSiemens + siemensPerWeight * 0.5 * (before + after);
      siemens[pair / BLOCK] += pulses * mean;
    }
  }

  /** Of all pulses so far; empty where it is not known. */
  OptionalDouble joule() {
    if (siemens.length == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (double block : siemens) {
      sum += block;
    }
    return OptionalDouble.of(joulePerSiemens * sum);
  }

  void writeState(DataOutput out) throws IOException {
    for (double block : siemens) {
      out.writeDouble(block);
    }
  }

  void readState(DataInput in) throws IOException {
    for (int i = 0; i < siemens.length; i++) {
      siemens[i] = in.readDouble();
    }
  }
}
