package org.hafnia.simulator.inference.montecarlo;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is evaluated, and how often.
 *
 * <p>A point takes its least number of draws. Where a half width is wanted, it then goes on in
 * groups of as many draws until the 95 % interval over draws is at most so wide to each side, or
 * until it has the greatest number; all draws count, and it is looked at only between groups.
 *
 * @param points at least one; their labels differ
 * @param minimumDraws draws of each point at least; 2 are needed for an interval over draws
 * @param maximumDraws draws of each point at most, up to {@link #MOST_DRAWS}
 * @param halfWidth of the interval of the accuracy over draws at which a point stops early, as a
 *     fraction: 0.001 is 0.1 point; empty for {@code maximumDraws} draws of every point
 * @param seed of the errors
 * @param commonRandomNumbers whether draw n of every point has the same random numbers, so that
 *     points differ by less chance
 * @param layers the layers with weights that have errors, counted from 1 as in {@code
 *     layerN.weight}; empty for all binary and ternary ones
 */
public record EvaluationPlan(
    List<ErrorPoint> points,
    int minimumDraws,
    int maximumDraws,
    OptionalDouble halfWidth,
    long seed,
    boolean commonRandomNumbers,
    Set<Integer> layers) {

  /** More would not fit the counters of a sample's right answers. */
  public static final int MOST_DRAWS = 1_000_000;

  /** Draws of a point where nobody says how many. */
  public static final int USUAL_DRAWS = 10;

  public EvaluationPlan {
    points = List.copyOf(points);
    layers = Set.copyOf(layers);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("points is empty; it needs at least one");
    }
    if (points.stream().map(ErrorPoint::label).distinct().count() < points.size()) {
      throw new IllegalArgumentException("two points have the same label");
    }
    if (minimumDraws < 1 || maximumDraws < minimumDraws || maximumDraws > MOST_DRAWS) {
      throw new IllegalArgumentException(
          "%d to %d draws; expected 1 <= minimumDraws <= maximumDraws <= %d"
              .formatted(minimumDraws, maximumDraws, MOST_DRAWS));
    }
    if (halfWidth.isPresent() && !(halfWidth.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "halfWidth = " + halfWidth.getAsDouble() + "; it is above 0");
    }
    if (halfWidth.isPresent() && minimumDraws < 2) {
      throw new IllegalArgumentException("minimumDraws = 1; an interval over draws needs 2");
    }
  }

  /** So many draws of every point, common random numbers, errors in all layers. */
  public static EvaluationPlan of(List<ErrorPoint> points, int draws, long seed) {
    return new EvaluationPlan(points, draws, draws, OptionalDouble.empty(), seed, true, Set.of());
  }

  /**
   * Up to how many draws a point goes next; as many as it has when it is done. Neither the draws'
   * accuracies themselves nor the number of threads have a part in it, only their spread.
   *
   * @param correct images classified rightly in the draws so far, none or whole groups
   */
  int drawsAfter(List<Integer> correct, int images) {
    boolean narrow =
        halfWidth.isPresent()
            && ConfidenceIntervals.halfWidthOverDraws(correct, images) <= halfWidth.getAsDouble();
    return narrow ? correct.size() : Math.min(correct.size() + minimumDraws, maximumDraws);
  }
}
