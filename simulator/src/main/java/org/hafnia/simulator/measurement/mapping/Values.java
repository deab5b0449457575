package org.hafnia.simulator.measurement.mapping;

import java.util.Optional;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.Column.Rule;

/** The rules of columns, as checks and as words. */
public final class Values {

  private static final double MOST_COUNT = 0x1p53;
  private static final double LEAST_OHM = 1e-6;
  private static final double MOST_OHM = 1e18;

  private Values() {}

  /** Whether a number fits a rule; NaN fits none. */
  public static boolean fits(Rule rule, double value) {
    return Double.isFinite(value)
        && switch (rule) {
          case POSITIVE -> value > 0;
          case RESISTANCE -> value >= LEAST_OHM && value <= MOST_OHM;
          case NOT_NEGATIVE -> value >= 0;
          case COUNT -> value >= 0 && value <= MOST_COUNT && value == Math.rint(value);
          case SIGN -> value == 1 || value == -1;
          case TERNARY -> value == 1 || value == -1 || value == 0;
          default -> true;
        };
  }

  /** What a rule expects. */
  public static String expected(Rule rule) {
    return switch (rule) {
      case POSITIVE -> "a finite number above 0";
      case RESISTANCE -> "a finite number above 0, from 1e-6 to 1e18";
      case NOT_NEGATIVE -> "a finite number from 0";
      case COUNT -> "a whole number from 0 to 2^53";
      case SIGN -> "+1 or -1";
      case TERNARY -> "-1, 0 or +1";
      case STATE -> "LRS or HRS";
      case OPERATION -> "SET or RESET";
      case FINITE -> "a finite number such as 12500 or 1.25e4";
      case ANY -> "a word";
    };
  }

  /** What was expected, where a word does not fit its column. */
  public static Optional<String> word(Column column, String word) {
    boolean fits =
        switch (column.rule()) {
          case STATE -> word.equals("LRS") || word.equals("HRS");
          case OPERATION -> word.equals("SET") || word.equals("RESET");
          default -> !word.isBlank() && word.length() <= 100;
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            column.rule() == Rule.STATE || column.rule() == Rule.OPERATION
                ? expected(column.rule())
                : "a word of 1 to 100 characters");
  }
}
