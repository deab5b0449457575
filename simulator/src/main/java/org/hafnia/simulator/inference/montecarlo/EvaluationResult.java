package org.hafnia.simulator.inference.montecarlo;

import java.util.List;
import org.hafnia.simulator.inference.draws.Engine;
import org.hafnia.simulator.inference.tolerance.ToleratedRate;

/**
 * What an evaluation has found.
 *
 * @param baseline without errors: one draw
 * @param points in the plan's order
 * @param tolerated error rates at which 0.1, 1 and 5 points of accuracy are lost; empty where no
 *     point has errors
 * @param engine what computed it
 */
public record EvaluationResult(
    PointResult baseline, List<PointResult> points, List<ToleratedRate> tolerated, Engine engine) {

  private static final List<Double> LOSSES = List.of(0.001, 0.01, 0.05);

  public EvaluationResult {
    points = List.copyOf(points);
    tolerated = List.copyOf(tolerated);
  }

  static EvaluationResult of(PointResult baseline, List<PointResult> points, Engine engine) {
    var curve = points.stream().map(EvaluationResult::on).toList();
    var tolerated =
        LOSSES.stream()
            .flatMap(loss -> ToleratedRate.at(loss, baseline.accuracy(), curve).stream())
            .toList();
    return new EvaluationResult(baseline, points, tolerated, engine);
  }

  private static ToleratedRate.Point on(PointResult point) {
    return new ToleratedRate.Point(
        point.expectedErrorRate(),
        point.accuracy(),
        point.overDraws().map(ends -> new ToleratedRate.Ends(ends.low(), ends.high())));
  }
}
