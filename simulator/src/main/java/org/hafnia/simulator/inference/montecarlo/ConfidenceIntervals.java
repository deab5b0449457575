package org.hafnia.simulator.inference.montecarlo;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/** The two intervals of an accuracy: over the errors drawn, and over the images tested. */
final class ConfidenceIntervals {

  private static final double UPPER = 0.975;
  private static final double Z = 1.959963984540054;

  private ConfidenceIntervals() {}

  /**
   * Where the mean over all errors that could be drawn lies, for this test set:
   *
   * <pre>
   *   mean +- t(0.975, n - 1) s / sqrt(n),   s the standard deviation between n draws
   * </pre>
   *
   * and not beyond 0 and 1. It covers that mean in 95 % of evaluations where accuracies are spread
   * evenly about it; where they pile up near 1 (skewness -2.6), ten draws cover it in 89 %.
   *
   * @return empty for one draw
   */
  static Optional<Interval> overDraws(List<Integer> correct, int images) {
    if (correct.size() < 2) {
      return Optional.empty();
    }
    double mean = mean(correct) / images;
    double half = halfWidthOverDraws(correct, images);
    return Optional.of(new Interval(Math.max(0, mean - half), Math.min(1, mean + half)));
  }

  /**
   * The same before it is cut at 0 and 1, which depends on the spread alone and not on the mean:
   * stopping by it does not favour high or low accuracies. Infinite for one draw.
   */
  static double halfWidthOverDraws(List<Integer> correct, int images) {
    int n = correct.size();
    if (n < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = mean(correct);
    double squares = correct.stream().mapToDouble(c -> (c - mean) * (c - mean)).sum();
    double t = new TDistribution(n - 1).inverseCumulativeProbability(UPPER);
    return t * Math.sqrt(squares / (n - 1) / n) / images;
  }

  private static double mean(List<Integer> correct) {
    return correct.stream().mapToLong(c -> c).sum() / (double) correct.size();
  }

  /**
   * Where the mean over all images that could be tested lies, for these draws. The answers to one
   * image are a cluster: its share of right ones, h, is one observation.
   *
   * <pre>
   *   se^2 = var(h) / images,   effective number of images  m = p (1 - p) / se^2
   * </pre>
   *
   * and the interval is Wilson's of p and m, right also next to 0 and 1; m is the number of images
   * where all answers are right, or all wrong.
   *
   * @param rights right answers to each image, of so many draws
   */
  static Interval overImages(int[] rights, int draws) {
    int images = rights.length;
    double p = 0;
    for (int right : rights) {
      p += (double) right / draws / images;
    }
    double squares = 0;
    for (int right : rights) {
      double deviation = (double) right / draws - p;
      squares += deviation * deviation;
    }
    // With the divisor n, one draw has m = images exactly: Wilson's interval itself.
    double variance = squares / images / images;
    double m = variance > 0 ? p * (1 - p) / variance : images;
    double scale = 1 + Z * Z / m;
    double centre = (p + Z * Z / (2 * m)) / scale;
    double half = Z / scale * Math.sqrt(p * (1 - p) / m + Z * Z / (4 * m * m));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
