package org.hafnia.simulator.measurement.intake;

import java.util.regex.Pattern;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.Column.Rule;
import org.hafnia.simulator.measurement.mapping.Values;

/** Says of a value what was expected in its place, with the likely reason. */
final class Rules {

  private static final Pattern WITH_UNIT =
      Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?\\s*[\\p{L}µ°%]+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");
  private static final Pattern NOT_FINITE =
      Pattern.compile("(?i)[+-]?(nan|inf|infinity|n/a|null|-)");

  private Rules() {}

  /** Whether a column takes certain words only. */
  static boolean fixed(Column column) {
    return column.rule() == Rule.STATE || column.rule() == Rule.OPERATION;
  }

  /** What was expected instead of a number that does not fit, or of a text that is no number. */
  static String number(Column column, String text, double read) {
    String expected = Values.expected(column.rule());
    if (!Double.isNaN(read)) {
      return expected + " " + in(column);
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return expected + "; a row that was not measured is left out, or its cell left empty";
    }
    if (WITH_UNIT.matcher(text).matches()) {
      return expected + " without a unit: the mapping names one unit for the whole column";
    }
    if (DECIMAL_COMMA.matcher(text).matches()) {
      return expected + " with a decimal point, not a comma";
    }
    return expected;
  }

  private static String in(Column column) {
    return column.unit().equals("1") ? "" : "(" + column.unit() + ", after conversion)";
  }
}
