package org.hafnia.simulator.device.description;

/**
 * How well data know a number; in the unit of that number.
 *
 * @param standardError of the estimate, NaN where not identified
 * @param low lower end of the interval, NaN where not identified
 * @param high upper end of the interval, NaN where not identified
 * @param confidence of the interval, (0, 1), 0.95 usually
 * @param identified false: not identified by these data, the number was only assumed
 * @param method how the interval was found, "profile likelihood" or "bootstrap over devices"
 */
public record Estimate(
    double standardError,
    double low,
    double high,
    double confidence,
    boolean identified,
    String method) {

  /** These data say nothing about the number; {@code why} says what they lack. */
  public static Estimate notIdentified(String why) {
    return new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95, false, why);
  }
}
