package org.hafnia.service.jobs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.jobs.http.EventStore.Event;
import org.hafnia.service.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * {@code /v1/jobs/{id}/events} as server-sent events. Each follower holds a virtual thread of its
 * own, which waits for its client without keeping the others; no thread of requests is held.
 */
@RestController
class EventController implements WebMvcConfigurer {

  private static final Logger LOG = LoggerFactory.getLogger(EventController.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String RECONNECT = "retry: 2000\n\n";
  private static final String COMMENT = ":\n\n";

  private final Jobs jobs;
  private final EventFeed feed;
  private final EventStore store;

  EventController(Jobs jobs, EventFeed feed, EventStore store) {
    this.jobs = jobs;
    this.feed = feed;
    this.store = store;
  }

  /** Streams have no end of their own but that of the job. */
  @Override
  public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
    var followers = new SimpleAsyncTaskExecutor("follower-");
    followers.setVirtualThreads(true);
    configurer.setTaskExecutor(followers);
    configurer.setDefaultTimeout(-1);
  }

  @GetMapping(path = "/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<StreamingResponseBody> follow(
      @PathVariable UUID id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletResponse response) {
    var after = number(lastEventId);
    if (hasNothingMore(jobs.job(id), after)) {
      // The answer upon which browsers stop to reconnect.
      return ResponseEntity.noContent().build();
    }
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_EVENT_STREAM, UTF_8))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // Tells nginx and its like to pass events on as they come.
        .header("X-Accel-Buffering", "no")
        // Spring's own stream passes nothing on before its end.
        .body(unflushed -> follow(id, after, response));
  }

  private void follow(UUID id, long after, HttpServletResponse response) {
    try (var subscription = feed.follow(id, after)) {
      send(subscription, response);
    } catch (IOException gone) {
      LOG.debug("A follower of job {} left: {}", id, gone.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasNothingMore(Job job, long after) {
    var last = store.lastSequence(job.id());
    return job.state().finished() && last != null && last <= after;
  }

  private static void send(EventFeed.Subscription subscription, HttpServletResponse response)
      throws IOException, InterruptedException {
    write(response, RECONNECT);
    while (subscription.isOpen()) {
      var events = subscription.next(HEARTBEAT);
      if (events.isEmpty()) {
        write(response, COMMENT);
        continue;
      }
      write(response, text(events));
      // A job that was retried has events after an earlier end.
      if (events.getLast().last()) {
        return;
      }
    }
  }

  private static String text(List<Event> events) {
    var text = new StringBuilder();
    for (var event : events) {
      text.append("id: ").append(event.sequence()).append('\n');
      text.append("event: ").append(event.type()).append('\n');
      text.append("data: ").append(event.data()).append("\n\n");
    }
    return text.toString();
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(UTF_8));
    response.flushBuffer();
  }

  private static long number(@Nullable String lastEventId) {
    try {
      return lastEventId == null || lastEventId.isBlank() ? 0 : Long.parseLong(lastEventId.strip());
    } catch (NumberFormatException unknown) {
      throw Problem.parameter(
          "Last-Event-ID", lastEventId, "Expected the id of an event of this stream.");
    }
  }
}
