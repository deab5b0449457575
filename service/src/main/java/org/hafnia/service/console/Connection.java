package org.hafnia.service.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP with one service; whatever is no success becomes a {@link Failure} in words. */
final class Connection {

  static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Connection(URI base) {
    this.base = base;
  }

  /** The address of a path as a browser takes it. */
  URI resolve(String path) {
    return base.resolve(path);
  }

  JsonNode get(String path) {
    return json(request(path).header("Accept", "application/json").GET().build());
  }

  /** A page of plain text. */
  String text(String path) {
    return new String(body(request(path).header("Accept", "text/plain").GET().build()), UTF_8);
  }

  /** Posts JSON. The key makes a second try after a broken connection harmless. */
  JsonNode post(String path, byte[] body, String idempotencyKey) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return json(request);
  }

  /** Uploads a file as it lies on disk, of any size. */
  JsonNode upload(String path, String request, List<Path> files, String idempotencyKey) {
    String boundary = "hafnia-" + idempotencyKey;
    var body = new ArrayList<BodyPublisher>();
    body.add(part("", boundary, "name=\"request\"", "application/json"));
    body.add(BodyPublishers.ofString(request));
    try {
      for (var file : files) {
        String part = body.size() == 2 ? "file" : "more";
        String names = "name=\"%s\"; filename=\"%s\"".formatted(part, asHeader(file));
        body.add(part("\r\n", boundary, names, "application/octet-stream"));
        body.add(BodyPublishers.ofFile(file));
      }
    } catch (FileNotFoundException e) {
      throw new Failure("cannot read " + e.getMessage());
    }
    body.add(BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return json(
        HttpRequest.newBuilder(resolve(path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Accept", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.concat(body.toArray(BodyPublisher[]::new)))
            .build());
  }

  private static BodyPublisher part(String before, String boundary, String names, String type) {
    return BodyPublishers.ofString(
        "%s--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
            .formatted(before, boundary, names, type));
  }

  /** Quotes and line ends would end the header. */
  private static String asHeader(Path file) {
    return String.valueOf(file.getFileName()).replaceAll("[\"\\r\\n\\\\]", "_");
  }

  /** Opens a stream of server-sent events that goes on after the event of that id. */
  HttpResponse<InputStream> events(String path, String lastEventId)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(resolve(path)).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return client.send(request.GET().build(), BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(resolve(path)).timeout(Duration.ofMinutes(1));
  }

  private JsonNode json(HttpRequest request) {
    byte[] body = body(request);
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new Failure(request.uri() + " answers, but not with JSON: is that a Hafnia?");
    }
  }

  private byte[] body(HttpRequest request) {
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw ProblemText.failure(response.statusCode(), response.body());
    }
    return response.body();
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new Failure(
          Failure.SERVICE_LOST,
          "no service answers at %s; start one with ./hafnia serve, or name it in HAFNIA_URL"
              .formatted(base));
    } catch (IOException e) {
      throw new Failure(Failure.SERVICE_LOST, "%s: %s".formatted(request.uri(), e));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static Failure interrupted() {
    Thread.currentThread().interrupt();
    return new Failure("interrupted");
  }
}
