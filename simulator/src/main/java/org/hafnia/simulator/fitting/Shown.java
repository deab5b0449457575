package org.hafnia.simulator.fitting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers as they stand in titles and legends. */
public final class Shown {

  private static final MathContext DIGITS = new MathContext(3);
  private static final List<String> PREFIXES =
      List.of("f", "p", "n", "µ", "m", "", "k", "M", "G", "T");
  private static final int PLAIN = PREFIXES.indexOf("");
  private static final int STEP = 3;

  private Shown() {}

  /** Three digits with the prefix of the unit that fits: 2e-7 of "s" is "200 ns". */
  public static String quantity(double value, String unit) {
    if (value == 0 || !Double.isFinite(value)) {
      return (value == 0 ? "0" : Double.toString(value)) + " " + unit;
    }
    var rounded = new BigDecimal(value).round(DIGITS);
    int power = rounded.precision() - rounded.scale() - 1;
    int prefix = Math.clamp(Math.floorDiv(power, STEP) + (long) PLAIN, 0, PREFIXES.size() - 1);
    var scaled = rounded.scaleByPowerOfTen(-STEP * (prefix - PLAIN));
    return scaled.stripTrailingZeros().toPlainString() + " " + PREFIXES.get(prefix) + unit;
  }

  /** "1 device", "16,384 devices". */
  public static String count(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : one + "s");
  }
}
