package org.hafnia.service.evaluations.outcome;

import org.jspecify.annotations.Nullable;

/** A line of the table of an evaluation: a point. */
public record PointRow(
    int point,
    String name,
    @Nullable String sweptQuantity,
    @Nullable Double sweptValue,
    double expectedErrorRate,
    @Nullable Double weightErrorRate,
    long draws,
    boolean endedEarly,
    double accuracy,
    @Nullable Double standardDeviation,
    @Nullable Double lowOverDraws,
    @Nullable Double highOverDraws,
    double lowOverTestImages,
    double highOverTestImages) {

  static PointRow of(PointOutcome point) {
    var over = point.overDraws();
    return new PointRow(
        point.index(),
        point.name(),
        point.sweptQuantity(),
        point.sweptValue(),
        point.expectedErrorRate(),
        point.weightErrorRate(),
        point.draws(),
        point.endedEarly(),
        point.accuracy(),
        point.standardDeviation(),
        over == null ? null : over.low(),
        over == null ? null : over.high(),
        point.overTestImages().low(),
        point.overTestImages().high());
  }
}
