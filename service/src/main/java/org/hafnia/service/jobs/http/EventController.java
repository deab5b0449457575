package org.hafnia.service.jobs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /v1/jobs/{id}/events} as server-sent events. Each follower holds a virtual thread, which
 * waits for its client without keeping the others.
 */
@RestController
class EventController {

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

  @GetMapping(path = "/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void follow(
      @PathVariable UUID id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletResponse response)
      throws InterruptedException {
    var after = number(lastEventId);
    if (hasNothingMore(jobs.job(id), after)) {
      // The answer upon which browsers stop to reconnect.
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return;
    }
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding(UTF_8);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Tells nginx and its like to pass events on as they come.
    response.setHeader("X-Accel-Buffering", "no");
    try (var subscription = feed.follow(id, after)) {
      send(subscription, response.getOutputStream());
    } catch (IOException gone) {
      LOG.debug("A follower of job {} left: {}", id, gone.getMessage());
    }
  }

  private boolean hasNothingMore(Job job, long after) {
    var last = store.lastSequence(job.id());
    return job.state().finished() && last != null && last <= after;
  }

  private static void send(EventFeed.Subscription subscription, OutputStream out)
      throws IOException, InterruptedException {
    write(out, RECONNECT);
    while (subscription.isOpen()) {
      var events = subscription.next(HEARTBEAT);
      if (events.isEmpty()) {
        write(out, COMMENT);
        continue;
      }
      write(out, text(events));
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

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
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
