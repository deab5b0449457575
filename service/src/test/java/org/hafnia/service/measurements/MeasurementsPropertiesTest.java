package org.hafnia.service.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MeasurementsPropertiesTest {

  @Test
  void takesHalfABillionRowsUnlessTold() {
    assertThat(bind(Map.of("hafnia.measurements.directory", "d")))
        .isEqualTo(new MeasurementsProperties(Path.of("d"), 500_000_000));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of("hafnia.measurements.directory", "d", "hafnia.measurements.most-rows", "7")))
        .isEqualTo(new MeasurementsProperties(Path.of("d"), 7));
  }

  private static MeasurementsProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.measurements", MeasurementsProperties.class);
  }
}
