package org.hafnia.service.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hafnia.service.console.FakeService.event;
import static org.hafnia.service.console.FakeService.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobWatchTest {

  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void outlivesAnswersThatTheServiceIsNotReady() throws IOException {
    try (FakeService service = new FakeService()) {
      service.connection(event(1, "progress", job("running", 0.5, "")));
      JobWatch.Limits limits =
          new JobWatch.Limits(SHORT, LONG, Duration.ofMillis(200), Optional.empty());

      assertThatThrownBy(() -> watch(service, limits).follow(FakeService.EVENTS))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.exitCode()).isEqualTo(Failure.SERVICE_LOST))
          .hasMessageContaining("0.2 s");

      assertThat(service.lastEventIds).hasSizeGreaterThan(2).endsWith("1");
      assertThat(out.toString(UTF_8)).contains("trying again");
    }
  }

  @Test
  void noticesThatTheProcessOfTheServiceDied() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    try (FakeService service = new FakeService()) {
      JobWatch.Limits limits = new JobWatch.Limits(SHORT, LONG, LONG, Optional.of(dead.toHandle()));

      assertThatThrownBy(() -> watch(service, limits).follow(FakeService.EVENTS))
          .hasMessage("the service died");
    }
  }

  @Test
  void doesNotWaitForAJobThatIsNotThere() throws IOException {
    try (FakeService service = new FakeService()) {
      JobWatch.Limits limits = new JobWatch.Limits(SHORT, LONG, LONG, Optional.empty());

      assertThatThrownBy(() -> watch(service, limits).follow("/v1/jobs/none/events"))
          .hasMessageContaining("404 Not found");
    }
  }

  private JobWatch watch(FakeService service, JobWatch.Limits limits) {
    Progress progress = new Progress(new PrintStream(out, true, UTF_8), 0, 2);
    return new JobWatch(new Connection(service.uri()), progress, limits);
  }
}
