package org.hafnia.simulator.array;

/** Checks of arguments; their messages name the parameter, its value and its range. */
public final class Requirements {

  private Requirements() {}

  /** Refuses a number outside [low, high]. */
  public static void within(String name, double value, double low, double high, String unit) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " = " + value + " is outside [" + low + ", " + high + "]" + shown(unit));
    }
  }

  /** Refuses a whole number outside [low, high]. */
  public static void within(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " = " + value + " is outside [" + low + ", " + high + "]");
    }
  }

  private static String shown(String unit) {
    return unit.equals("1") ? "" : " " + unit;
  }
}
