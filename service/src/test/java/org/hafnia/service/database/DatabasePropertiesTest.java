package org.hafnia.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabasePropertiesTest {

  @Test
  void runsAServerOfItsOwnUnlessOneIsNamed() {
    var properties = bind(Map.of("hafnia.database.directory", "d"));

    assertThat(properties)
        .isEqualTo(
            new DatabaseProperties(
                "", null, null, Path.of("d"), Duration.ofSeconds(60), Duration.ofMinutes(5)));
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        bind(
            Map.of(
                "hafnia.database.url", "postgresql://db/lab",
                "hafnia.database.user", "u",
                "hafnia.database.password", "p",
                "hafnia.database.directory", "d",
                "hafnia.database.start-wait", "1s",
                "hafnia.database.schema-wait", "2s"));

    assertThat(properties.jdbcUrl()).isEqualTo("jdbc:postgresql://db/lab");
    assertThat(properties)
        .isEqualTo(
            new DatabaseProperties(
                "postgresql://db/lab",
                "u",
                "p",
                Path.of("d"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2)));
  }

  private static DatabaseProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.database", DatabaseProperties.class);
  }
}
