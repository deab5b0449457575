package org.hafnia.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WebPropertiesTest {

  @Test
  void takesRequestsOfUpToOneMegabyte() {
    assertThat(bind(Map.of())).isEqualTo(new WebProperties(DataSize.ofMegabytes(1)));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(bind(Map.of("hafnia.web.request-limit", "2KB")))
        .isEqualTo(new WebProperties(DataSize.ofKilobytes(2)));
  }

  private static WebProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.web", WebProperties.class);
  }
}
