package org.hafnia.simulator.inference.montecarlo;

import java.util.List;
import java.util.Optional;

/**
 * What came out at a point.
 *
 * @param point the condition
 * @param correct images classified rightly, draw by draw
 * @param images of each draw: the test set
 * @param overDraws 95 % interval of the accuracy over all errors that could be drawn, for this test
 *     set; empty for one draw
 * @param overImages 95 % interval of the accuracy over all images that could be tested, for these
 *     draws
 * @param perClass fraction of each class's images classified rightly, over all draws; not a number
 *     for a class without images
 * @param margins of all images and draws
 * @param weights binary and ternary weights drawn, all draws together
 * @param wrong those of them that were read other than meant
 * @param expectedErrorRate share of wrong ones by the closed form or by integration
 * @param stoppedEarly whether the interval over draws was narrow enough before the last draw
 */
public record PointResult(
    ErrorPoint point,
    List<Integer> correct,
    int images,
    Optional<Interval> overDraws,
    Interval overImages,
    List<Double> perClass,
    MarginHistogram margins,
    long weights,
    long wrong,
    double expectedErrorRate,
    boolean stoppedEarly) {

  public PointResult {
    correct = List.copyOf(correct);
    perClass = List.copyOf(perClass);
  }

  /** Mean accuracy over draws and images, as a fraction. */
  public double accuracy() {
    return correct.stream().mapToLong(right -> right).sum() / ((double) draws() * images);
  }

  /** How often errors were drawn. */
  public int draws() {
    return correct.size();
  }

  /** Share of weights that were read other than meant; empty where none was drawn. */
  public Optional<Double> weightErrorRate() {
    return weights == 0 ? Optional.empty() : Optional.of((double) wrong / weights);
  }
}
