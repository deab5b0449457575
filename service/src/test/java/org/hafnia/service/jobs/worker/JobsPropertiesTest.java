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
                Duration.ofSeconds(2),
                10,
                5,
                Duration.ofMinutes(5),
                Duration.ofMinutes(2)));
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        Map.ofEntries(
            Map.entry("hafnia.jobs.home", "x"),
            Map.entry("hafnia.jobs.workers", "3"),
            Map.entry("hafnia.jobs.poll-interval", "2s"),
            Map.entry("hafnia.jobs.heartbeat", "3s"),
            Map.entry("hafnia.jobs.pulse", "4s"),
            Map.entry("hafnia.jobs.progress-interval", "5s"),
            Map.entry("hafnia.jobs.checkpoint-interval", "6s"),
            Map.entry("hafnia.jobs.niceness", "7"),
            Map.entry("hafnia.jobs.crash-limit", "8"),
            Map.entry("hafnia.jobs.database-patience", "9s"),
            Map.entry("hafnia.jobs.stop-wait", "10s"));

    assertThat(bind(properties))
        .isEqualTo(
            new JobsProperties(
                Path.of("x"),
                3,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                7,
                8,
                Duration.ofSeconds(9),
                Duration.ofSeconds(10)));
  }

  private static JobsProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("hafnia.jobs", JobsProperties.class);
  }
}
