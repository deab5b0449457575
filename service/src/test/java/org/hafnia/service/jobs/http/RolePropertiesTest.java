package org.hafnia.service.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RolePropertiesTest {

  @Test
  void doesEverythingUnlessTold() {
    assertThat(bind(Map.of())).isEqualTo(new RoleProperties(Role.ALL));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(bind(Map.of("hafnia.role", "worker"))).isEqualTo(new RoleProperties(Role.WORKER));
  }

  private static RoleProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia", RoleProperties.class);
  }
}
