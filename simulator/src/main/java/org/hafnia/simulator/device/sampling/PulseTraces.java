package org.hafnia.simulator.device.sampling;

import java.util.Map;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/**
 * Traces of a pulse-response model: a read before the first pulse and one after every pulse; first
 * up pulses, then down pulses. A device starts at its lower bound, as after a full reset.
 *
 * <p>Conditions: "upPulses", how many of the points go up (half of them unless said, all of them
 * where a device is one-sided); "startState", the weight to start from. Where the model knows its
 * conductance, resistanceOhm is drawn as well as the state.
 */
final class PulseTraces {

  /** A read below this conductance shows this conductance, in siemens. */
  private static final double DARK = 1e-12;

  private final PulseResponseModel model;
  private final SampleSpec spec;
  private final RandomStream devices;
  private final RandomStream cycles;
  private final RandomStream reads;
  private final SampleRows rows;

  private PulseTraces(PulseResponseModel model, SampleSpec spec, SampleRows.Target target) {
    this.model = model;
    this.spec = spec;
    rows = new SampleRows(MeasurementKind.PULSE_TRAIN, target);
    devices = RandomStream.of(spec.seed(), "pulse-response-devices", 0);
    cycles = RandomStream.of(spec.seed(), "pulse-response-cycles", 0);
    reads = RandomStream.of(spec.seed(), "pulse-response-reads", 0);
  }

  static void draw(PulseResponseModel model, SampleSpec spec, SampleRows.Target target) {
    requireMeasured(model, spec);
    new PulseTraces(model, spec, target).draw();
  }

  private static void requireMeasured(PulseResponseModel model, SampleSpec spec) {
    var range = model.description().rangeOf("pulses");
    if (!spec.extrapolate() && range.isPresent()) {
      MeasuredRange measured = range.get();
      // Fewer pulses than measured are within what was measured.
      measured.require(Math.max(measured.low(), spec.points()));
    }
  }

  private void draw() {
    int up = upPulses();
    for (int d = 0; d < spec.devices(); d++) {
      var device =
          model.device(
              devices.normal(d, 0),
              devices.normal(d, 1),
              devices.normal(d, 2),
              devices.normal(d, 3));
      trace(d, device, up);
    }
    rows.end();
  }

  private void trace(int number, PulseDevice device, int up) {
    double weight = device.bounded(condition("startState", device.lower()));
    read(number, 0, 0, weight);
    for (int pulse = 1; pulse <= spec.points(); pulse++) {
      int direction = pulse <= up ? 1 : -1;
      weight = model.after(direction, weight, device, cycles.normal(number, pulse));
      read(number, pulse, direction, weight);
    }
  }

  private void read(int device, int pulse, int direction, double weight) {
    double visible = model.read(weight, reads.normal(device, pulse));
    rows.word("device", "d" + device).number("pulse", pulse).number("state", visible);
    if (direction != 0) {
      rows.number("direction", direction);
    }
    model
        .conductance()
        .ifPresent(
            scale -> rows.number("resistanceOhm", 1 / Math.max(DARK, scale.siemens(visible))));
    rows.add();
  }

  private int upPulses() {
    double usual = model.oneSided() ? spec.points() : (spec.points() + 1) / 2;
    double up = condition("upPulses", usual);
    if (!(up >= 0 && up <= spec.points() && up == Math.rint(up))) {
      throw new IllegalArgumentException(
          "upPulses = " + up + " must be a whole number from 0 to " + spec.points());
    }
    if (model.oneSided() && up < spec.points()) {
      throw new IllegalArgumentException(
          "upPulses = " + up + " of " + spec.points() + "; this device takes up pulses only");
    }
    return (int) up;
  }

  private double condition(String name, double otherwise) {
    Map<String, Double> conditions = spec.conditions();
    return conditions.getOrDefault(name, otherwise);
  }
}
