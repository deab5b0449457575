package org.hafnia.service.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hafnia.service.console.report.Text;
import tools.jackson.databind.JsonNode;

/** Follows one job to its end over as many connections as it takes. */
final class JobWatch {

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Set<String> FINAL_STATES = Set.of("succeeded", "failed", "cancelled");

  /**
   * When to try again and when to give up.
   *
   * @param pause before a new connection
   * @param silence after which a connection counts as broken
   * @param patience without any connection before the service counts as lost
   * @param service process of the service, where it runs on this machine
   */
  record Limits(
      Duration pause, Duration silence, Duration patience, Optional<ProcessHandle> service) {

    static Limits usual(Optional<ProcessHandle> service) {
      return new Limits(
          Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(2), service);
    }
  }

  private final Connection connection;
  private final Progress progress;
  private final Limits limits;
  private String lastEventId = "";
  private long lastContact = System.nanoTime();

  JobWatch(Connection connection, Progress progress, Limits limits) {
    this.connection = connection;
    this.progress = progress;
    this.limits = limits;
  }

  /** Returns the job in its final state. */
  JsonNode follow(String eventsPath) {
    while (true) {
      String reason;
      try (EventStream stream = EventStream.open(connection, eventsPath, lastEventId)) {
        Optional<JsonNode> finished = read(stream);
        if (finished.isPresent()) {
          return finished.get();
        }
        reason = "the connection broke";
      } catch (IOException e) {
        reason = "no connection";
      }
      checkPatience(reason);
      progress.waiting(reason);
      pause();
    }
  }

  /** Reads until the job ends, which gives the job, or the connection does, which gives nothing. */
  private Optional<JsonNode> read(EventStream stream) {
    while (stream.silence().compareTo(limits.silence()) < 0) {
      EventStream.Signal signal = stream.next(TICK);
      switch (signal) {
        case EventStream.Event event -> {
          lastEventId = event.id();
          lastContact = System.nanoTime();
          show(event);
          if (event.name().equals("state") && isFinal(event.data())) {
            progress.end();
            return Optional.of(event.data());
          }
        }
        case EventStream.Quiet quiet -> {
          checkService();
          progress.tick();
        }
        case EventStream.Closed closed -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private void show(EventStream.Event event) {
    switch (event.name()) {
      case "state", "progress" -> progress.job(event.data());
      case "epoch" -> progress.epoch(event.data());
      case "log" -> progress.log(event.data());
      default -> {
        // A newer service may tell more than this console knows.
      }
    }
  }

  private static boolean isFinal(JsonNode job) {
    return FINAL_STATES.contains(job.path("state").asString(""));
  }

  private void checkPatience(String reason) {
    checkService();
    if (System.nanoTime() - lastContact > limits.patience().toNanos()) {
      progress.end();
      throw new Failure(
          Failure.SERVICE_LOST,
          "%s for %s; the job goes on when the service does, see ./hafnia watch"
              .formatted(reason, Text.duration(limits.patience().toMillis() / 1e3)));
    }
  }

  private void checkService() {
    if (limits.service().isPresent() && !limits.service().get().isAlive()) {
      progress.end();
      throw new Failure(Failure.SERVICE_LOST, "the service died");
    }
  }

  private void pause() {
    try {
      Thread.sleep(limits.pause());
    } catch (InterruptedException e) {
      throw Connection.interrupted();
    }
  }
}
