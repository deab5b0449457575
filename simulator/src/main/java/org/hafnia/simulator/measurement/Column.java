package org.hafnia.simulator.measurement;

/**
 * A column of a kind of measurement, in SI units.
 *
 * @param name as in "resistanceOhm"
 * @param unit SI unit; "1" for counts and words
 * @param type number or word
 * @param required whether rows without it are refused
 * @param rule what its values must be
 */
public record Column(String name, String unit, Type type, boolean required, Rule rule) {

  /** What stands in a column. */
  public enum Type {
    NUMBER,
    WORD
  }

  /** What values must be. */
  public enum Rule {
    ANY,
    /** Finite. */
    FINITE,
    /** Finite and above zero. */
    POSITIVE,
    /** Above zero, and within the range of anything that can be measured: 1e-6 to 1e18 ohm. */
    RESISTANCE,
    /** Finite and not below zero. */
    NOT_NEGATIVE,
    /** A whole number from 0 to 2^53. */
    COUNT,
    /** +1 or -1. */
    SIGN,
    /** -1, 0 or +1. */
    TERNARY,
    /** LRS or HRS. */
    STATE,
    /** SET or RESET. */
    OPERATION
  }

  static Column number(String name, String unit, Rule rule) {
    return new Column(name, unit, Type.NUMBER, true, rule);
  }

  static Column text(String name, Rule rule) {
    return new Column(name, "1", Type.WORD, true, rule);
  }

  Column optional() {
    return new Column(name, unit, type, false, rule);
  }
}
