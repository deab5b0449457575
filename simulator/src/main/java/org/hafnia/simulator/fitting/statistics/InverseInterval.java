package org.hafnia.simulator.fitting.statistics;

/** An interval that is symmetric for the inverse of a number, so that it reaches further from 0. */
public record InverseInterval(double low, double high) {

  /**
   * The interval around a number.
   *
   * @param value other than 0
   * @param half half of its width where it is narrow, less than the value's size
   */
  public static InverseInterval around(double value, double half) {
    double share = half / Math.abs(value);
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "half = %s of an interval around %s; at least 0, less than its size"
              .formatted(half, value));
    }
    double near = value / (1 + share);
    double far = value / (1 - share);
    return new InverseInterval(Math.min(near, far), Math.max(near, far));
  }
}
