package org.hafnia.service.console.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Text {

  private static final String[] ENERGY_UNITS = {"nJ", "uJ", "mJ", "J"};

  private Text() {}

  public static String percent(double fraction) {
    return format("%.2f %%", 100 * fraction);
  }

  public static String count(long number) {
    return format("%,d", number);
  }

  public static String duration(double seconds) {
    return seconds < 10 ? format("%.1f s", seconds) : wholeDuration(seconds);
  }

  public static String wholeDuration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? format("%d min %02d s", whole / 60, whole % 60)
        : format("%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  public static String energy(double microjoule) {
    double value = microjoule * 1e3;
    int unit = 0;
    while (value >= 1e3 && unit < ENERGY_UNITS.length - 1) {
      value /= 1e3;
      unit++;
    }
    return format("%.3g %s", value, ENERGY_UNITS[unit]);
  }

  // The annotation that this check asks for would be a dependency for one class.
  @SuppressWarnings("AnnotateFormatMethod")
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
