package org.hafnia.service.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request may be, and how long its repetition is recognised.
 *
 * @param requestLimit for every body but uploads
 * @param idempotencyLifetime for which an Idempotency-Key is kept, at least an hour
 */
@ConfigurationProperties("hafnia.web")
public record WebProperties(
    @DefaultValue("1MB") DataSize requestLimit, @DefaultValue("30d") Duration idempotencyLifetime) {

  private static final Duration SHORTEST = Duration.ofHours(1);

  public WebProperties {
    if (idempotencyLifetime.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "hafnia.web.idempotency-lifetime is %s; expected at least %s"
              .formatted(idempotencyLifetime, SHORTEST));
    }
  }
}
