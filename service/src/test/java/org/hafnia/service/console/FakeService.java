package org.hafnia.service.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service with one training, whose event stream comes in connections laid out beforehand. */
final class FakeService implements AutoCloseable {

  static final String ID = "01990000-0000-7000-8000-000000000001";
  static final String EVENTS = "/v1/jobs/" + ID + "/events";

  final List<String> lastEventIds = new CopyOnWriteArrayList<>();
  final List<String> posted = new CopyOnWriteArrayList<>();
  private final Deque<String> connections = new ArrayDeque<>();
  private final HttpServer server;
  private String refusal = "";

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** One connection of the event stream; it breaks after these events. */
  FakeService connection(String... events) {
    connections.add(String.join("", events));
    return this;
  }

  FakeService refusing(String problem) {
    refusal = problem;
    return this;
  }

  static String event(int id, String name, String data) {
    return "id: %d\nevent: %s\ndata: %s\n\n".formatted(id, name, data);
  }

  static String job(String state, double progress, String more) {
    return """
    {"id": "%s", "kind": "training", "state": "%s", "progress": %s, "attempt": 1, %s\
    "links": {"self": "/v1/jobs/%s", "subject": "/v1/trainings/%s", "events": "%s", \
    "log": "/v1/jobs/%s/log"}}"""
        .formatted(ID, state, progress, more, ID, ID, EVENTS, ID);
  }

  static String epoch(int epoch, double accuracy) {
    return """
    {"epoch": %d, "trainLoss": 0.5, "trainAccuracy": 0.9, "testLoss": 0.4, "testAccuracy": %s, \
    "learningRate": 8, "pulses": 1234567, "wallSeconds": 1.5, "cpuSeconds": 1.4}"""
        .formatted(epoch, accuracy);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case EVENTS -> stream(exchange);
      case "/v1/trainings" -> {
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (refusal.isEmpty()) {
          send(exchange, 202, "application/json", training("queued", ""));
        } else {
          send(exchange, 422, "application/problem+json", refusal);
        }
      }
      case "/v1/measurement-sets" -> {
        posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (refusal.isEmpty()) {
          send(exchange, 201, "application/json", measurementSet());
        } else {
          send(exchange, 422, "application/problem+json", refusal);
        }
      }
      case "/v1/trainings/" + ID ->
          send(exchange, 200, "application/json", training("succeeded", result()));
      case "/v1/jobs/" + ID -> send(exchange, 200, "application/json", job("queued", 0, ""));
      default -> send(exchange, 404, "application/problem+json", notFound(path));
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    lastEventIds.add(lastId == null ? "none" : lastId);
    String next;
    synchronized (connections) {
      next = connections.poll();
    }
    if (next == null) {
      send(exchange, 503, "text/plain", "no more connections laid out");
      return;
    }
    send(exchange, 200, "text/event-stream", next);
  }

  private static void send(HttpExchange exchange, int status, String type, String body) {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String training(String state, String more) {
    return """
    {"id": "%s", "name": "two epochs", "state": "%s", "progress": 0, "attempt": 0, %s\
    "spec": {"dataset": "synthetic-digits", "epochs": 2}, "links": {"self": "/v1/trainings/%s", \
    "job": "/v1/jobs/%s", "events": "%s"}}"""
        .formatted(ID, state, more, ID, ID, EVENTS);
  }

  private static String result() {
    return """
    "result": {"outcome": "completed", "epochs": [%s, %s], "pulses": 2469134, \
    "testAccuracy": {"value": 0.95, "low": 0.943, "high": 0.956, "confidence": 0.95, \
    "correct": 4750, "total": 5000}, "energyMicrojoule": 1530.2, \
    "layers": [{"layer": "hidden1", "devices": 802816}, {"layer": "output", "devices": 10240}], \
    "timings": {"wallSeconds": 3.2, "cpuSeconds": 3.1, "forwardBackwardSeconds": 1.5, \
    "deviceStepSeconds": 0.9, "evaluationSeconds": 0.3}, \
    "plots": [{"name": "accuracy.svg", "href": "/v1/jobs/%s/artifacts/accuracy.svg"}]},"""
        .formatted(epoch(1, 0.9), epoch(2, 0.95), ID);
  }

  private static String measurementSet() {
    return """
    {"name": "chip 7", "links": {"self": "/v1/measurement-sets/1"}, "summary": {"rows": 4800, \
    "devices": 40, "rowsPerDevice": {"fewest": 120, "most": 120}, "numbers": [{"name": "cycle", \
    "unit": "1", "low": 1, "high": 60, "missing": 0}], "populations": [{"state": "LRS", \
    "medianOhm": 5080.2, "lowOhm": 3650, "highOhm": 7070, "outliers": 0}]}, \
    "plots": [{"svg": "/v1/measurement-sets/1/plots/histogram.svg"}]}""";
  }

  private static String notFound(String path) {
    return """
    {"type": "/docs/problems/not-found", "title": "Not found", "status": 404, \
    "detail": "There is nothing at %s"}"""
        .formatted(path);
  }
}
