package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.ProgrammingModel;
import org.hafnia.simulator.device.ProgrammingModel.Operation;
import org.hafnia.simulator.device.ProgrammingModel.Pulse;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/**
 * Pulses of a programming model: each device gets {@code points} of each operation, SET and RESET
 * in turn, at voltages, gates and widths (these by their logarithm) drawn from the measured range;
 * "voltageVolt", "gateVolt" and "widthSecond" of the spec fix them.
 */
final class ProgrammingSamples {

  private final ProgrammingModel model;
  private final SampleSpec spec;
  private final SampleRows rows;

  private ProgrammingSamples(ProgrammingModel model, SampleSpec spec, SampleRows.Target target) {
    this.model = model;
    this.spec = spec;
    rows = new SampleRows(MeasurementKind.PROGRAMMING, target);
  }

  static void draw(ProgrammingModel model, SampleSpec spec, SampleRows.Target target) {
    var samples = new ProgrammingSamples(model, spec, target);
    for (int device = 0; device < spec.devices(); device++) {
      samples.device(device);
    }
    samples.rows.end();
  }

  private void device(int device) {
    var operations = model.operations();
    double before = model.curve(operations.getFirst()).start();
    for (int point = 0; point < spec.points(); point++) {
      for (var operation : operations) {
        var draws = RandomStream.of(spec.seed(), "programming-samples " + operation, 0);
        long address = 4L * point + 1;
        var pulse =
            pulse(
                operation,
                draws.uniform(device, address),
                draws.uniform(device, address + 1),
                draws.uniform(device, address + 2));
        model.after(operation, pulse, spec.extrapolate());
        double cell = draws.normal(device, 0);
        double after = after(operation, pulse, cell, draws.normal(device, address + 3));
        rows.word("device", "d" + device)
            .word("operation", operation.name())
            .number("voltageVolt", pulse.volt())
            .number("gateVolt", pulse.gateVolt())
            .number("widthSecond", pulse.second())
            .number("resistanceBeforeOhm", Math.exp(before))
            .number("resistanceAfterOhm", Math.exp(after))
            .add();
        before = after;
      }
    }
  }

  private double after(Operation operation, Pulse pulse, double cell, double own) {
    var curve = model.curve(operation);
    var moments = curve.at(curve.progress(pulse.volt(), pulse.gateVolt(), pulse.second()));
    double share = curve.cellShare();
    return moments.mean()
        + moments.deviation() * (Math.sqrt(share) * cell + Math.sqrt(1 - share) * own);
  }

  private Pulse pulse(Operation operation, double u, double v, double w) {
    return new Pulse(
        value(operation + " voltage", "voltageVolt", operation + ".V0", u),
        value(operation + " gate", "gateVolt", operation + ".g0", v),
        width(operation, w));
  }

  private double value(String quantity, String column, String reference, double u) {
    var range = model.description().rangeOf(quantity);
    double drawn =
        range.isPresent()
            ? range.get().low() + u * (range.get().high() - range.get().low())
            : model.description().constant(reference);
    return spec.conditions().getOrDefault(column, drawn);
  }

  private double width(Operation operation, double u) {
    var range = model.description().rangeOf(operation + " width");
    double drawn =
        range.isPresent()
            ? Math.clamp(
                range.get().low() * Math.pow(range.get().high() / range.get().low(), u),
                range.get().low(),
                range.get().high())
            : model.description().constant(operation + ".w0");
    return spec.conditions().getOrDefault("widthSecond", drawn);
  }
}
