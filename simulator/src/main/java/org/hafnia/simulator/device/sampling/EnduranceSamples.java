package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.device.conditions.EnduranceCurve;
import org.hafnia.simulator.device.conditions.FailureLaw;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/**
 * Cycling of an endurance model: under each condition its own devices, read after the SET and the
 * RESET of {@code points} cycles, spread evenly by their logarithm over the measured range, or up
 * to "cycle" of the spec. A cell that has failed stays where it got stuck.
 */
final class EnduranceSamples {

  /** Share of the variance of failed cells that does not change from read to read. */
  private static final double STUCK_SHARE = 0.8;

  private final EnduranceModel model;
  private final SampleSpec spec;
  private final SampleRows rows;

  private EnduranceSamples(EnduranceModel model, SampleSpec spec, SampleRows.Target target) {
    this.model = model;
    this.spec = spec;
    rows = new SampleRows(MeasurementKind.CYCLING, target);
  }

  static void draw(EnduranceModel model, SampleSpec spec, SampleRows.Target target) {
    var samples = new EnduranceSamples(model, spec, target);
    var conditions = model.conditions();
    for (int i = 0; i < conditions.size(); i++) {
      samples.condition(conditions.get(i), i);
    }
    samples.rows.end();
  }

  private void condition(String condition, int index) {
    var draws = RandomStream.of(spec.seed(), "endurance-samples", index);
    double[] cycles = cycles();
    var low = model.curve(condition, "LRS");
    var high = model.curve(condition, "HRS");
    var failures = model.failures(condition);
    for (int device = 0; device < spec.devices(); device++) {
      double u = draws.uniform(device, 2);
      double life = failures.map(law -> law.quantile(u)).orElse(Double.POSITIVE_INFINITY);
      String name = condition.isEmpty() ? "d" + device : condition + "-d" + device;
      for (int point = 0; point < cycles.length; point++) {
        boolean failed = cycles[point] >= life;
        for (int state = 0; state < 2; state++) {
          double x =
              failed
                  ? stuck(failures.orElseThrow(), draws, device, 2L * point + state + 4)
                  : working(
                      state == 0 ? low : high,
                      cycles[point],
                      draws.normal(device, state),
                      draws.normal(device, 2L * point + state + 4));
          row(name, cycles[point], state == 0 ? "LRS" : "HRS", x, condition);
        }
      }
    }
  }

  private static double working(EnduranceCurve curve, double cycles, double cell, double own) {
    double share = curve.cellShare();
    double z = Math.sqrt(share) * cell + Math.sqrt(1 - share) * own;
    return curve.mean(cycles) + Math.exp(curve.logDeviation(cycles)) * z;
  }

  private static double stuck(FailureLaw failures, RandomStream draws, int device, long address) {
    double z =
        Math.sqrt(STUCK_SHARE) * draws.normal(device, 3)
            + Math.sqrt(1 - STUCK_SHARE) * draws.normal(device, address);
    return failures.stuck().mu() + failures.stuck().sigma() * z;
  }

  private void row(String device, double cycle, String state, double lnOhm, String condition) {
    rows.word("device", device)
        .number("cycle", cycle)
        .word("state", state)
        .number("resistanceOhm", Math.exp(lnOhm));
    if (model.conditions().size() > 1 || !condition.isEmpty()) {
      rows.word("condition", condition);
    }
    rows.add();
  }

  private double[] cycles() {
    var range = model.description().rangeOf("cycles");
    double first = Math.max(1, range.map(one -> one.low()).orElse(1.0));
    double last = spec.conditions().getOrDefault("cycle", range.map(one -> one.high()).orElse(1e6));
    new Asked(model.description(), spec.extrapolate()).about("cycles", last);
    double[] cycles = new double[spec.points()];
    for (int i = 0; i < cycles.length; i++) {
      double share = cycles.length == 1 ? 1 : (double) i / (cycles.length - 1);
      cycles[i] = Math.rint(first * Math.pow(last / first, share));
    }
    return cycles;
  }
}
