package org.hafnia.simulator.inference.montecarlo;

/**
 * A 95 % interval of a fraction.
 *
 * @param low lower bound, at least 0
 * @param high upper bound, at most 1
 */
public record Interval(double low, double high) {

  /** Half of its width. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
