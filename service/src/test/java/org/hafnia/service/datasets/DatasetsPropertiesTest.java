package org.hafnia.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DatasetsPropertiesTest {

  @Test
  void fetchesFromThePublicAddressUnlessADirectoryIsNamed() {
    assertThat(bind(Map.of("hafnia.datasets.home", "h")))
        .isEqualTo(
            new DatasetsProperties(
                "",
                Path.of("h"),
                true,
                null,
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(256)));
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        Map.of(
            "hafnia.datasets.directory", "d",
            "hafnia.datasets.home", "h",
            "hafnia.datasets.fetch", "false",
            "hafnia.datasets.address", "http://mirror/",
            "hafnia.datasets.connect-timeout", "1s",
            "hafnia.datasets.fetch-timeout", "2s",
            "hafnia.datasets.cache", "3MB");

    assertThat(bind(properties))
        .isEqualTo(
            new DatasetsProperties(
                "d",
                Path.of("h"),
                false,
                "http://mirror/",
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                DataSize.ofMegabytes(3)));
  }

  private static DatasetsProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.datasets", DatasetsProperties.class);
  }
}
