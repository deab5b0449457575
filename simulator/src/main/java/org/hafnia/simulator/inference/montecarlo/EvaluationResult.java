package org.hafnia.simulator.inference.montecarlo;

import java.util.List;
import org.hafnia.simulator.inference.draws.Engine;

/**
 * What an evaluation has found.
 *
 * @param baseline without errors: one draw
 * @param points in the plan's order
 * @param drops for 0.1, 1 and 5 points
 * @param engine what computed it
 */
public record EvaluationResult(
    PointResult baseline, List<PointResult> points, List<AccuracyDrop> drops, Engine engine) {

  public EvaluationResult {
    points = List.copyOf(points);
    drops = List.copyOf(drops);
  }
}
