package org.hafnia.service.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class TrainingPropertiesTest {

  @Test
  void sharesTheMachineAmongTheWorkersUnlessTold() {
    var properties = bind(Map.of());

    assertThat(properties).isEqualTo(new TrainingProperties(null, 0, List.of()));
    assertThat(properties.memoryLimitBytes(2)).isBetween(1L, Runtime.getRuntime().maxMemory() / 2);
    assertThat(properties.threads(Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        bind(
            Map.of(
                "hafnia.training.memory-limit", "3MB",
                "hafnia.training.intra-op-threads", "4",
                "hafnia.training.devices", "cpu,gpu:1"));

    assertThat(properties)
        .isEqualTo(new TrainingProperties(DataSize.ofMegabytes(3), 4, List.of("cpu", "gpu:1")));
    assertThat(properties.memoryLimitBytes(2)).isEqualTo(DataSize.ofMegabytes(3).toBytes());
    assertThat(properties.threads(2)).isEqualTo(4);
  }

  private static TrainingProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.training", TrainingProperties.class);
  }
}
