package org.hafnia.simulator.training.hardware;

/**
 * A 95 % interval of a share.
 *
 * @param low lower bound, at least 0
 * @param high upper bound, at most 1
 */
public record Interval(double low, double high) {

  private static final double Z = 1.959963984540054;

  /**
   * The interval of Wilson (1927), right also next to 0 and 1.
   *
   * @param share found
   * @param total number of trials
   */
  public static Interval wilson(double share, long total) {
    double p = share;
    double scale = 1 + Z * Z / total;
    double centre = (p + Z * Z / (2 * total)) / scale;
    double half = Z / scale * Math.sqrt(p * (1 - p) / total + Z * Z / (4.0 * total * total));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
