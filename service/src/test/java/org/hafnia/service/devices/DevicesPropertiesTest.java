package org.hafnia.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DevicesPropertiesTest {

  @Test
  void drawsAHundredMillionRowsUnlessTold() {
    assertThat(bind(Map.of())).isEqualTo(new DevicesProperties(100_000_000));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(bind(Map.of("hafnia.devices.sample-rows", "7"))).isEqualTo(new DevicesProperties(7));
  }

  private static DevicesProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.devices", DevicesProperties.class);
  }
}
