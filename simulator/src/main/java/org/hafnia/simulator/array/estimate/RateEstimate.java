package org.hafnia.simulator.array.estimate;

/**
 * A probability, as one method has it.
 *
 * @param value the estimate
 * @param low lower end of its 95 % interval
 * @param high upper end; where nothing was found, what can be excluded
 * @param cost reads that were drawn, evaluated or counted
 * @param effectiveSamples how many equally weighted errors the estimate is as good as; 0 where no
 *     chance was involved
 * @param note what a reader must know, or empty
 */
public record RateEstimate(
    Method method,
    double value,
    double low,
    double high,
    long cost,
    double effectiveSamples,
    String note) {

  /** Half the interval, relative to the value; infinite for a value of 0. */
  public double relativeHalfWidth() {
    return value > 0 ? (high - low) / (2 * value) : Double.POSITIVE_INFINITY;
  }

  /** Whether the intervals of both have a value in common. */
  public boolean agreesWith(RateEstimate other) {
    return low <= other.high && other.low <= high;
  }
}
