package org.hafnia.simulator.training.hardware;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What a test on hardware has found.
 *
 * @param name of the test
 * @param correct samples classified rightly, draw by draw
 * @param samples of each draw: the test set
 * @param weights binary and ternary weights that were drawn, all draws together
 * @param wrong those of them that were read other than meant
 * @param expectedErrorRate share of wrong ones by the closed form or by integration
 */
public record HardwareTestResult(
    String name,
    List<Integer> correct,
    int samples,
    long weights,
    long wrong,
    double expectedErrorRate) {

  private static final double UPPER = 0.975;

  public HardwareTestResult {
    correct = List.copyOf(correct);
  }

  /** Accuracy of each draw. */
  public List<Double> accuracies() {
    return correct.stream().map(right -> (double) right / samples).toList();
  }

  /** Mean accuracy over the draws. */
  public double mean() {
    return correct.stream().mapToInt(right -> right).average().orElseThrow() / samples;
  }

  /** Standard deviation of the accuracy between draws; empty for one draw. */
  public Optional<Double> deviation() {
    if (correct.size() < 2) {
      return Optional.empty();
    }
    double mean = mean();
    double squares = accuracies().stream().mapToDouble(a -> (a - mean) * (a - mean)).sum();
    return Optional.of(Math.sqrt(squares / (correct.size() - 1)));
  }

  /**
   * 95 % interval of the mean over all devices that could be drawn, for this test set (Student's
   * t); empty for one draw.
   */
  public Optional<Interval> overDraws() {
    int draws = correct.size();
    return deviation()
        .map(
            deviation -> {
              double t = new TDistribution(draws - 1).inverseCumulativeProbability(UPPER);
              double half = t * deviation / Math.sqrt(draws);
              return new Interval(Math.max(0, mean() - half), Math.min(1, mean() + half));
            });
  }

  /** 95 % interval of the mean over all samples that could be tested, for these devices. */
  public Interval overSamples() {
    return Interval.wilson(mean(), samples);
  }

  /** Share of weights that were read other than meant; empty where none was drawn. */
  public Optional<Double> errorRate() {
    return weights == 0 ? Optional.empty() : Optional.of((double) wrong / weights);
  }
}
