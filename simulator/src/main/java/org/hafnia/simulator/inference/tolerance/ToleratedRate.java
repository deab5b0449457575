package org.hafnia.simulator.inference.tolerance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.array.curve.ResponseCurve;

/**
 * The error rate at which accuracy has fallen by a loss, straight over ln(error rate) between two
 * points of a curve. Its interval comes from the curves through the lower and through the upper
 * ends of the points' intervals. The network without errors is known exactly: all points classify
 * the same samples.
 *
 * @param loss of accuracy against the network without errors, (0, 1]
 * @param rate where the loss is reached; empty where it is not reached between two rates above 0
 * @param low lower end of the interval, 0 where even the least rate may lose as much; empty where
 *     the points have no intervals, or the loss is certainly not reached
 * @param high upper end, at least the least rate above 0; empty likewise, or where the loss may not
 *     be reached at all
 * @param reached whether some point loses as much
 */
public record ToleratedRate(
    double loss, OptionalDouble rate, OptionalDouble low, OptionalDouble high, boolean reached) {

  /**
   * A point of the curve.
   *
   * @param errorRate [0, 1]
   * @param accuracy mean over the draws, [0, 1]
   * @param interval 95 %, of the mean over the draws; empty for one draw
   */
  public record Point(double errorRate, double accuracy, Optional<Ends> interval) {

    double low() {
      return interval.map(Ends::low).orElse(accuracy);
    }

    double high() {
      return interval.map(Ends::high).orElse(accuracy);
    }
  }

  /** Both ends of an interval of accuracy, [0, 1]. */
  public record Ends(double low, double high) {}

  /**
   * The rate at a loss.
   *
   * @param errorFree accuracy without errors, on the same samples
   * @param points in any order; of two at one rate the first counts, and one at 0 does not
   * @return empty where there is no point with errors
   */
  public static Optional<ToleratedRate> at(double loss, double errorFree, List<Point> points) {
    var curve = new ArrayList<Point>();
    for (var point : points) {
      boolean known = curve.stream().anyMatch(one -> one.errorRate() == point.errorRate());
      if (point.errorRate() > 0 && !known) {
        curve.add(point);
      }
    }
    if (curve.isEmpty()) {
      return Optional.empty();
    }
    var mean = crossing(loss, errorFree, curve, Point::accuracy);
    // Where every draw is the same, the interval has no width, and is known all the same.
    boolean intervals = curve.stream().allMatch(point -> point.interval().isPresent());
    var low = intervals ? crossing(loss, errorFree, curve, Point::low) : OptionalDouble.empty();
    var high = intervals ? crossing(loss, errorFree, curve, Point::high) : OptionalDouble.empty();
    double least = curve.stream().mapToDouble(Point::errorRate).min().orElseThrow();
    boolean between = mean.isPresent() && mean.getAsDouble() > 0;
    return Optional.of(
        new ToleratedRate(
            loss,
            between ? mean : OptionalDouble.empty(),
            low,
            high.stream().map(rate -> Math.max(rate, least)).findFirst(),
            mean.isPresent()));
  }

  private static OptionalDouble crossing(
      double loss, double errorFree, List<Point> points, ToDoubleFunction<Point> accuracy) {
    var curve = new ArrayList<ResponseCurve.Point>();
    curve.add(new ResponseCurve.Point(0, errorFree));
    points.forEach(
        point ->
            curve.add(new ResponseCurve.Point(point.errorRate(), accuracy.applyAsDouble(point))));
    return new ResponseCurve(curve).largestRate(loss);
  }
}
