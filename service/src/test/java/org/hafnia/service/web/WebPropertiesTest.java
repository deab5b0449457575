package org.hafnia.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WebPropertiesTest {

  @Test
  void takesRequestsOfUpToOneMegabyteAndKeepsKeysForThirtyDays() {
    assertThat(bind(Map.of()))
        .isEqualTo(new WebProperties(DataSize.ofMegabytes(1), Duration.ofDays(30)));
  }

  @Test
  void mapsEveryProperty() {
    var told = Map.of("hafnia.web.request-limit", "2KB", "hafnia.web.idempotency-lifetime", "2d");

    assertThat(bind(told))
        .isEqualTo(new WebProperties(DataSize.ofKilobytes(2), Duration.ofDays(2)));
  }

  @Test
  void refusesToForgetKeysWithinTheHour() {
    assertThatThrownBy(() -> new WebProperties(DataSize.ofMegabytes(1), Duration.ofMinutes(59)))
        .hasMessageContaining("hafnia.web.idempotency-lifetime is PT59M");
  }

  private static WebProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.web", WebProperties.class);
  }
}
