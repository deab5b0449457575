package org.hafnia.simulator.measurement.cells;

/**
 * Reads decimal numbers, correctly rounded: up to 2^53 times a power of ten up to 22 both factors
 * are exact and one operation rounds once (Clinger 1990, doi:10.1145/93542.93557); the rest is left
 * to the library. Unlike the library it takes no "NaN", "Infinity", "1d" or "0x1p3".
 */
public final class NumberText {

  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private static final long EXACT = 1L << 53;
  private static final int MOST_DIGITS = 18;
  private static final int MOST_EXPONENT = 9999;

  private NumberText() {}

  /** NaN where the characters are no finite decimal number. */
  public static double parse(char[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int seen = 0;
    int scale = 0;
    boolean point = false;
    for (; at < to; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        seen++;
        if (count > 0 || c != '0') {
          count++;
        }
        digits = count <= MOST_DIGITS ? 10 * digits + (c - '0') : digits;
        scale -= point ? 1 : 0;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    int exponent = at < to ? exponent(text, at, to) : 0;
    if (seen == 0 || exponent > MOST_EXPONENT) {
      return Double.NaN;
    }
    int power = scale + exponent;
    if (count <= MOST_DIGITS && digits <= EXACT && Math.abs(power) < POWERS.length) {
      double value = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
      return negative ? -value : value;
    }
    double value = Double.parseDouble(new String(text, from, to - from));
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** What follows the e; beyond {@link #MOST_EXPONENT} where it is none. */
  private static int exponent(char[] text, int at, int to) {
    if (text[at] != 'e' && text[at] != 'E') {
      return Integer.MAX_VALUE;
    }
    int i = at + 1;
    boolean negative = i < to && text[i] == '-';
    if (negative || (i < to && text[i] == '+')) {
      i++;
    }
    if (i == to || to - i > 4) {
      return Integer.MAX_VALUE;
    }
    int value = 0;
    for (; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return Integer.MAX_VALUE;
      }
      value = 10 * value + text[i] - '0';
    }
    return negative ? -value : value;
  }
}
