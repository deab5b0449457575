package org.hafnia.service.evaluations.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.service.evaluations.spec.PlannedPoint;
import org.hafnia.simulator.inference.montecarlo.PointResult;
import org.hafnia.simulator.inference.tolerance.ToleratedRate;
import org.jspecify.annotations.Nullable;

/**
 * What came out at a point; the fields are named as in the contract, and so it is kept between
 * attempts, too.
 */
public record PointOutcome(
    int index,
    String name,
    @Nullable String sweptQuantity,
    @Nullable Double sweptValue,
    double expectedErrorRate,
    @Nullable Double weightErrorRate,
    long draws,
    boolean endedEarly,
    double accuracy,
    @Nullable Double standardDeviation,
    @Nullable Ends overDraws,
    Ends overTestImages,
    List<ClassOutcome> perClass,
    Margins margins) {

  /** A 95 % interval. */
  public record Ends(double low, double high) {}

  /** How a class was classified; without accuracy where it has no samples. */
  public record ClassOutcome(int label, int samples, @Nullable Double accuracy) {}

  /** A histogram; what lies beyond its ends is counted in the first and last bin. */
  public record Margins(List<Double> edges, List<Long> counts) {}

  /**
   * A point in the contract's shape.
   *
   * @param samples test images of each class
   */
  public static PointOutcome of(PlannedPoint planned, PointResult result, List<Integer> samples) {
    return new PointOutcome(
        planned.index(),
        planned.name(),
        planned.sweptQuantity(),
        planned.sweptValue(),
        result.expectedErrorRate(),
        result.weightErrorRate().orElse(null),
        result.draws(),
        result.stoppedEarly(),
        result.accuracy(),
        deviation(result),
        result.overDraws().map(over -> new Ends(over.low(), over.high())).orElse(null),
        new Ends(result.overImages().low(), result.overImages().high()),
        classes(result, samples),
        margins(result));
  }

  private static @Nullable Double deviation(PointResult result) {
    int draws = result.draws();
    if (draws < 2) {
      return null;
    }
    double mean = result.accuracy();
    double squares = 0;
    for (int correct : result.correct()) {
      double distance = (double) correct / result.images() - mean;
      squares += distance * distance;
    }
    return Math.sqrt(squares / (draws - 1));
  }

  private static List<ClassOutcome> classes(PointResult result, List<Integer> samples) {
    return IntStream.range(0, samples.size())
        .mapToObj(
            label -> {
              int count = samples.get(label);
              Double accuracy = count == 0 ? null : result.perClass().get(label);
              return new ClassOutcome(label, count, accuracy);
            })
        .toList();
  }

  private static Margins margins(PointResult result) {
    var histogram = result.margins();
    var edges = new ArrayList<Double>();
    for (int i = 0; i <= histogram.counts().size(); i++) {
      edges.add(histogram.low() + i * histogram.width());
    }
    return new Margins(edges, histogram.counts());
  }

  /** Share of weights that are wrong, for an axis: without chance. */
  public double errorRate() {
    return expectedErrorRate;
  }

  /** The same as a point of the curve whose losses are looked for. */
  ToleratedRate.Point onCurve() {
    return new ToleratedRate.Point(
        expectedErrorRate,
        accuracy,
        Optional.ofNullable(overDraws)
            .map(ends -> new ToleratedRate.Ends(ends.low(), ends.high())));
  }
}
