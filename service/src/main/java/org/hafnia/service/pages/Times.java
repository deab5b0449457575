package org.hafnia.service.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
final class Times {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  static String span(double seconds) {
    var span = Duration.ofSeconds(Math.round(seconds));
    if (span.toHours() > 0) {
      return "%d h %02d min".formatted(span.toHours(), span.toMinutesPart());
    }
    return span.toMinutes() > 0
        ? "%d min %02d s".formatted(span.toMinutes(), span.toSecondsPart())
        : span.toSeconds() + " s";
  }
}
