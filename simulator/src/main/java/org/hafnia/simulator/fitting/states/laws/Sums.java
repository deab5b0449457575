package org.hafnia.simulator.fitting.states.laws;

import java.util.Arrays;

/**
 * Sums over all weighted reads below any x, so that a likelihood that needs only counts, means and
 * squares by interval costs no pass over the reads.
 */
public final class Sums {

  private final double[] values;
  private final double origin;
  private final double[] weight;
  private final double[] first;
  private final double[] second;

  /**
   * Sums over reads.
   *
   * @param values ln R in rising order; not copied
   * @param weights of the values
   */
  Sums(double[] values, double[] weights) {
    this.values = values;
    origin = values[values.length / 2];
    weight = new double[values.length + 1];
    first = new double[values.length + 1];
    second = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      double x = values[i] - origin;
      weight[i + 1] = weight[i] + weights[i];
      first[i + 1] = first[i] + weights[i] * x;
      second[i + 1] = second[i] + weights[i] * x * x;
    }
  }

  /** Number of values below x. */
  int index(double x) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int size() {
    return values.length;
  }

  double total() {
    return weight[values.length];
  }

  /** Weight of the values from index i to before index j. */
  double weight(int i, int j) {
    return weight[j] - weight[i];
  }

  /** Sum of weight (x - about) over the values from index i to before index j. */
  double distance(int i, int j, double about) {
    return first[j] - first[i] - (about - origin) * weight(i, j);
  }

  /** Sum of weight (x - about)^2 over the values from index i to before index j. */
  double squares(int i, int j, double about) {
    double shift = about - origin;
    return second[j] - second[i] - 2 * shift * (first[j] - first[i]) + shift * shift * weight(i, j);
  }

  double mean() {
    return origin + first[values.length] / total();
  }

  double variance() {
    return squares(0, size(), mean()) / total();
  }

  double least() {
    return values[0];
  }

  double greatest() {
    return values[values.length - 1];
  }

  /** The value up to which a fraction u of the weight lies. */
  double quantile(double u) {
    int found = Arrays.binarySearch(weight, u * total());
    int index = found >= 0 ? found : -found - 1;
    return values[Math.clamp(index - 1, 0, values.length - 1)];
  }
}
