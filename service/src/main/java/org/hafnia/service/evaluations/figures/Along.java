package org.hafnia.service.evaluations.figures;

import java.util.List;
import java.util.Objects;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.evaluations.outcome.Outcome;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.evaluations.spec.PlannedPoint;

/**
 * What accuracy is shown along.
 *
 * @param title of the axis
 * @param decades whether the axis is logarithmic
 * @param swept whether it is the swept value, and not the error rate
 * @param joined whether a line goes through the points
 */
record Along(String title, boolean decades, boolean swept, boolean joined) {

  static Along errorRate(boolean joined) {
    return new Along("Error rate of the weights (1)", true, false, joined);
  }

  static Along of(Outcome outcome) {
    var points = outcome.points();
    var first = points.getFirst();
    String quantity = first.sweptQuantity();
    if (quantity == null || first.sweptValue() == null) {
      return errorRate(false);
    }
    if (quantity.equals(PlannedPoint.RATE)) {
      var spec = outcome.spec();
      String of = spec.weights() ? spec.activations() ? "" : " of the weights" : " of activations";
      return new Along("Error rate" + of + " (1)", true, true, true);
    }
    return switch (quantity) {
      case "stuckLow" -> new Along("Devices stuck in LRS (1)", wide(points), true, true);
      case "stuckHigh" -> new Along("Devices stuck in HRS (1)", wide(points), true, true);
      default -> {
        var over = Over.of(quantity);
        yield new Along(over.title(), over.decades() || wide(points), true, true);
      }
    };
  }

  /** Whether the values are of different orders of magnitude. */
  private static boolean wide(List<PointOutcome> points) {
    double[] positive =
        points.stream()
            .mapToDouble(point -> Objects.requireNonNullElse(point.sweptValue(), 0.0))
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    boolean allPositive =
        points.stream().allMatch(p -> Objects.requireNonNullElse(p.sweptValue(), 0.0) >= 0);
    return allPositive && positive.length > 1 && positive[positive.length - 1] > 30 * positive[0];
  }

  /** Whether the axis is one of error rates, where the network without errors stands at 0. */
  boolean errorRates() {
    return !swept || title.startsWith("Error rate");
  }

  double of(PointOutcome point) {
    return swept
        ? Objects.requireNonNullElse(point.sweptValue(), Double.NaN)
        : point.expectedErrorRate();
  }
}
