package org.hafnia.simulator.fitting.programming;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.fitting.likelihood.GroupedNormal;

/**
 * Likelihood of the pulses of one operation: normal around the curve.
 *
 * @param normal the likelihood, by device or by block of rows
 */
record PulseLikelihood(
    PulseRows rows, Terms terms, ProgrammingCurve.Reference reference, GroupedNormal normal) {

  private record Pulse(double volt, double gate, double width) {}

  static PulseLikelihood of(PulseRows rows, Terms terms, ProgrammingCurve.Reference reference) {
    var numbers = new HashMap<Pulse, Integer>();
    int[] condition = new int[rows.rows()];
    int[] example = new int[rows.rows()];
    for (int row = 0; row < rows.rows(); row++) {
      var pulse = new Pulse(rows.volt()[row], rows.gate()[row], rows.width()[row]);
      condition[row] = numbers.computeIfAbsent(pulse, key -> numbers.size());
      example[condition[row]] = row;
    }
    int[] examples = Arrays.copyOf(example, numbers.size());
    GroupedNormal.Curve curve =
        (free, mean, logDeviation) -> {
          var at = new ProgrammingCurve(terms.values(free), reference);
          for (int k = 0; k < examples.length; k++) {
            int row = examples[k];
            double progress = at.progress(rows.volt()[row], rows.gate()[row], rows.width()[row]);
            mean[k] = at.mean(progress);
            logDeviation[k] = at.logDeviation(progress);
          }
        };
    var grouped = new GroupedNormal.Rows(rows.clusters(), condition, rows.after(), examples.length);
    return new PulseLikelihood(rows, terms, reference, new GroupedNormal(grouped, curve));
  }

  ProgrammingCurve curve(double[] free) {
    return new ProgrammingCurve(terms.values(free), reference);
  }

  double progress(ProgrammingCurve curve, int row) {
    return curve.progress(rows.volt()[row], rows.gate()[row], rows.width()[row]);
  }

  List<double[]> residuals(double[] free) {
    return normal.residuals(free);
  }
}
