package org.hafnia.service.evaluations.outcome;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hafnia.service.errorrates.question.Numbers;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.simulator.inference.tolerance.ToleratedRate;
import org.jspecify.annotations.Nullable;

/** The error rate at which accuracy has fallen by so much; named as in the contract. */
public record Loss(
    double lossPoints,
    @Nullable Double errorRate,
    @Nullable Double low,
    @Nullable Double high,
    String explanation) {

  /** That lists ask for. */
  public static final double HEADLINE = 1;

  private static final double[] LOSSES = {0.1, HEADLINE, 5};
  private static final double PER_CENT = 100;

  /** Of points along which one thing grows; none of the types of ternary errors, which mix. */
  public static List<Loss> of(EvaluationSpec spec, double errorFree, List<PointOutcome> points) {
    if (spec.errors().kind().equals(EvaluationSpec.TERNARY) || !spec.weights()) {
      return List.of();
    }
    var curve = points.stream().map(PointOutcome::onCurve).toList();
    return DoubleStream.of(LOSSES)
        .boxed()
        .flatMap(loss -> ToleratedRate.at(loss / PER_CENT, errorFree, curve).stream().map(Loss::of))
        .toList();
  }

  private static Loss of(ToleratedRate rate) {
    double points = Math.round(rate.loss() * PER_CENT * 1e6) / 1e6;
    return new Loss(
        points,
        orNull(rate.rate()),
        orNull(rate.low()),
        orNull(rate.high()),
        explanation(rate, points));
  }

  private static String explanation(ToleratedRate rate, double points) {
    if (rate.rate().isPresent()) {
      return String.format(
          Locale.ROOT,
          "Accuracy has fallen by %s points at an error rate of %s.",
          Numbers.shown(points),
          Numbers.shown(rate.rate().getAsDouble()));
    }
    return (rate.reached()
            ? "The least error rate costs more than %s points already: ask for lower ones."
            : "No point costs %s points: ask for higher error rates.")
        .formatted(Numbers.shown(points));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** The rate that lists and tables show. */
  public static @Nullable Double headline(List<Loss> losses) {
    return losses.stream()
        .filter(loss -> loss.lossPoints() == HEADLINE)
        .flatMap(loss -> Stream.ofNullable(loss.errorRate()))
        .findFirst()
        .orElse(null);
  }
}
