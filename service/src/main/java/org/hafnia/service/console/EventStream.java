package org.hafnia.service.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server-sent events of one connection, read on a thread of their own. */
final class EventStream implements AutoCloseable {

  /** What a connection brings. */
  sealed interface Signal {}

  /** One event. */
  record Event(String id, String name, JsonNode data) implements Signal {}

  /** Nothing in the time waited for. */
  record Quiet() implements Signal {}

  /** The end of the connection; whether of the job, its last event tells. */
  record Closed(String reason) implements Signal {}

  private final InputStream body;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private volatile long lastContact = System.nanoTime();

  private EventStream(InputStream body) {
    this.body = body;
  }

  static EventStream open(Connection connection, String path, String lastEventId)
      throws IOException {
    try {
      HttpResponse<InputStream> response = connection.events(path, lastEventId);
      if (response.statusCode() >= 500) {
        response.body().close();
        throw new IOException("the service answered " + response.statusCode());
      }
      if (response.statusCode() != 200) {
        throw ProblemText.failure(response.statusCode(), response.body().readAllBytes());
      }
      EventStream stream = new EventStream(response.body());
      Thread.ofVirtual().name("events").start(stream::read);
      return stream;
    } catch (InterruptedException e) {
      throw Connection.interrupted();
    }
  }

  Signal next(Duration wait) {
    try {
      Signal signal = signals.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      return signal == null ? new Quiet() : signal;
    } catch (InterruptedException e) {
      throw Connection.interrupted();
    }
  }

  /** Time since the last byte, comments that keep the connection open included. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastContact);
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      Pending pending = new Pending();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastContact = System.nanoTime();
        Event event = pending.accept(line);
        if (event != null) {
          signals.add(event);
        }
      }
      signals.add(new Closed("the connection ended"));
    } catch (IOException | RuntimeException e) {
      signals.add(new Closed(String.valueOf(e.getMessage())));
    }
  }

  /** The event that is being read, by the rules of the HTML standard. */
  private static final class Pending {

    private String id = "";
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    @Nullable Event accept(String line) {
      if (line.isEmpty()) {
        return take();
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {
          // Comments keep the connection open; other fields mean nothing here.
        }
      }
      return null;
    }

    private @Nullable Event take() {
      Event event =
          data.isEmpty() ? null : new Event(id, name, Connection.JSON.readTree(data.toString()));
      name = "";
      data.setLength(0);
      return event;
    }
  }
}
