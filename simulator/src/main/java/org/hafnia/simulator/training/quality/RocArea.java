package org.hafnia.simulator.training.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Area under the ROC curve of a classifier of two classes: the probability that a sample of class 1
 * scores higher than one of class 0, a tie counting half.
 *
 * @param value 0 to 1; 0.5 for a classifier that knows nothing
 * @param standardError by DeLong, DeLong and Clarke-Pearson (1988)
 * @param low lower end of the 95 % interval, symmetric in the log-odds of the area
 * @param high its upper end
 */
public record RocArea(double value, double standardError, double low, double high) {

  private static final double Z = 1.959963984540054;

  /**
   * The area from the scores of all samples.
   *
   * @param scores higher means class 1
   * @param positive whether sample i is of class 1
   * @return empty if a class has fewer than two samples, or a score is not a number
   */
  public static Optional<RocArea> of(double[] scores, boolean[] positive) {
    double[] ones = pick(scores, positive, true);
    double[] zeros = pick(scores, positive, false);
    if (ones.length < 2 || zeros.length < 2 || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      return Optional.empty();
    }
    double[] placeOfOnes = places(ones, zeros);
    double[] placeOfZeros = places(zeros, ones);
    double area = mean(placeOfOnes);
    double error =
        Math.sqrt(variance(placeOfOnes) / ones.length + variance(placeOfZeros) / zeros.length);
    return Optional.of(interval(area, error));
  }

  /**
   * Mean of areas that are for the same samples, classified again: its error is their mean error.
   */
  public static Optional<RocArea> mean(List<RocArea> areas) {
    return areas.isEmpty()
        ? Optional.empty()
        : Optional.of(
            interval(
                areas.stream().mapToDouble(RocArea::value).average().orElseThrow(),
                areas.stream().mapToDouble(RocArea::standardError).average().orElseThrow()));
  }

  /** Symmetric in ln(a / (1 - a)), so that it stays within 0 and 1. */
  private static RocArea interval(double area, double error) {
    if (error == 0 || area == 0 || area == 1) {
      return new RocArea(area, error, area, area);
    }
    double odds = Math.log(area / (1 - area));
    double half = Z * error / (area * (1 - area));
    return new RocArea(area, error, logistic(odds - half), logistic(odds + half));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] pick(double[] scores, boolean[] positive, boolean wanted) {
    double[] picked = new double[scores.length];
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i] == wanted) {
        picked[n++] = scores[i];
      }
    }
    double[] sorted = Arrays.copyOf(picked, n);
    Arrays.sort(sorted);
    return sorted;
  }

  /** For each of the sorted scores, the part of the sorted others below it, ties counting half. */
  private static double[] places(double[] scores, double[] others) {
    double[] places = new double[scores.length];
    int below = 0;
    int notAbove = 0;
    for (int i = 0; i < scores.length; i++) {
      while (below < others.length && others[below] < scores[i]) {
        below++;
      }
      while (notAbove < others.length && others[notAbove] <= scores[i]) {
        notAbove++;
      }
      places[i] = 0.5 * (below + notAbove) / others.length;
    }
    return places;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return sum / (values.length - 1);
  }
}
