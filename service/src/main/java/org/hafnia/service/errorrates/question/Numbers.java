package org.hafnia.service.errorrates.question;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
public final class Numbers {

  private static final MathContext DIGITS = new MathContext(4);

  private Numbers() {}

  /** Four digits at most, no trailing zeros, no exponent where a few zeros do. */
  public static String shown(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    var rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent > 6 || exponent < -4 ? rounded.toString() : rounded.toPlainString();
  }
}
