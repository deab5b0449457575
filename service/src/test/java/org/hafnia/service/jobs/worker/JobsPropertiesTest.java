package org.hafnia.service.jobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JobsPropertiesTest {

  @Test
  void runsTwoJobsAndGivesUpAfterFiveCrashes() {
    assertThat(bind(Map.of("hafnia.jobs.home", "h")))
        .isEqualTo(
            new JobsProperties(
                Path.of("h"),
                2,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                5,
                Duration.ofMinutes(5),
                Duration.ofMinutes(2)));
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        Map.of(
            "hafnia.jobs.home", "x",
            "hafnia.jobs.workers", "3",
            "hafnia.jobs.poll-interval", "2s",
            "hafnia.jobs.heartbeat", "3s",
            "hafnia.jobs.pulse", "4s",
            "hafnia.jobs.progress-interval", "5s",
            "hafnia.jobs.crash-limit", "6",
            "hafnia.jobs.database-patience", "7s",
            "hafnia.jobs.stop-wait", "8s");

    assertThat(bind(properties))
        .isEqualTo(
            new JobsProperties(
                Path.of("x"),
                3,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                6,
                Duration.ofSeconds(7),
                Duration.ofSeconds(8)));
  }

  private static JobsProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.jobs", JobsProperties.class);
  }
}
