package org.hafnia.service.evaluations.outcome;

import java.util.List;
import org.hafnia.service.evaluations.spec.EvaluationSpec;

/**
 * All that an evaluation has found.
 *
 * @param errorFree accuracy without errors
 * @param points in the order of the request
 * @param losses error rates at which accuracy has fallen
 * @param energy of classifying one sample
 * @param engine what computed the sums
 * @param warnings what a reader must know
 */
public record Outcome(
    EvaluationSpec spec,
    Share errorFree,
    List<PointOutcome> points,
    List<Loss> losses,
    Energy energy,
    String engine,
    List<String> warnings) {

  /** Test images classified rightly, with their 95 % Wilson interval. */
  public record Share(
      double value, double low, double high, double confidence, long correct, long total) {}

  public Outcome {
    points = List.copyOf(points);
    losses = List.copyOf(losses);
    warnings = List.copyOf(warnings);
  }
}
