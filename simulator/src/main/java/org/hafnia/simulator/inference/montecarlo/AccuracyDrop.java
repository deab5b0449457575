package org.hafnia.simulator.inference.montecarlo;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Where the accuracy has fallen by some points below that without errors, interpolated between
 * points on ln x.
 *
 * @param points percentage points: 0.1, 1 or 5
 * @param x place on the axis of the evaluation's points, as an error rate; empty where it has not
 *     fallen so far at any point, or already at the first one above 0
 * @param low where the lower end of the intervals over draws has fallen so far; empty where that is
 *     unknown: below the first point, or without intervals
 * @param high where the upper end has; empty where it has not at any point
 */
public record AccuracyDrop(
    double points, OptionalDouble x, OptionalDouble low, OptionalDouble high) {

  private static final List<Double> WANTED = List.of(0.1, 1.0, 5.0);

  /** Falls by 0.1, 1 and 5 points. */
  static List<AccuracyDrop> of(PointResult baseline, List<PointResult> results) {
    var curve =
        results.stream()
            .filter(result -> result.point().x() > 0)
            .sorted(Comparator.comparingDouble(result -> result.point().x()))
            .toList();
    boolean known = curve.stream().allMatch(result -> result.overDraws().isPresent());
    return WANTED.stream()
        .map(
            points -> {
              double level = baseline.accuracy() - points / 100;
              return new AccuracyDrop(
                  points,
                  crossing(curve, PointResult::accuracy, level),
                  known
                      ? crossing(curve, result -> result.overDraws().orElseThrow().low(), level)
                      : OptionalDouble.empty(),
                  known
                      ? crossing(curve, result -> result.overDraws().orElseThrow().high(), level)
                      : OptionalDouble.empty());
            })
        .toList();
  }

  /** Where a curve first falls to a level, from a point that is above it. */
  private static OptionalDouble crossing(
      List<PointResult> curve, ToDoubleFunction<PointResult> height, double level) {
    for (int i = 0; i < curve.size(); i++) {
      double to = height.applyAsDouble(curve.get(i));
      if (to <= level) {
        if (i == 0) {
          return OptionalDouble.empty();
        }
        double from = height.applyAsDouble(curve.get(i - 1));
        double lnFrom = Math.log(curve.get(i - 1).point().x());
        double lnTo = Math.log(curve.get(i).point().x());
        double share = (from - level) / (from - to);
        return OptionalDouble.of(Math.exp(lnFrom + share * (lnTo - lnFrom)));
      }
    }
    return OptionalDouble.empty();
  }
}
