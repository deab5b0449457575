package org.hafnia.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks plain HTTP to the service under test. */
public record TestHttp(int port) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BOUNDARY = "a-boundary-that-no-file-has";

  /** An answer, its body read as JSON where it is. */
  public record Answer(int status, Map<String, List<String>> headers, String text, JsonNode json) {

    public Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst();
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String json, String... headers) {
    return post(path, BodyPublishers.ofString(json), headers);
  }

  /** As JSON. */
  public Answer post(String path, BodyPublisher body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return send("POST", path, body, all);
  }

  public Answer upload(String path, String name, Map<String, byte[]> files, String... headers) {
    return multipart(path, Map.of("name", name), files, headers);
  }

  /** Parts that are text, and parts that are files. */
  public Answer multipart(
      String path, Map<String, String> texts, Map<String, byte[]> files, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "multipart/form-data; boundary=" + BOUNDARY;
    return send("POST", path, BodyPublishers.ofByteArray(multipart(texts, files)), all);
  }

  public static BodyPublisher nothing() {
    return BodyPublishers.noBody();
  }

  /** A body of zeros that never lies in memory as a whole. */
  public static BodyPublisher zeros(long length) {
    Supplier<InputStream> stream =
        () ->
            new InputStream() {
              private long left = length;

              @Override
              public int read() {
                return left-- > 0 ? '0' : -1;
              }

              @Override
              public int read(byte[] target, int offset, int count) {
                int read = (int) Math.min(count, left);
                left -= Math.max(0, read);
                Arrays.fill(target, offset, offset + Math.max(0, read), (byte) '0');
                return read <= 0 ? -1 : read;
              }
            };
    return BodyPublishers.ofInputStream(stream);
  }

  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").matches(".*[/+]json.*")
              && !response.body().isEmpty();
      return new Answer(
          response.statusCode(),
          response.headers().map(),
          response.body(),
          json ? JSON.readTree(response.body()) : JSON.missingNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Follows a training to its end. */
  public JsonNode finished(String path, Duration patience) {
    return Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> get(path).json(),
            training -> !List.of("queued", "running").contains(training.path("state").asString()));
  }

  private static byte[] multipart(Map<String, String> texts, Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    texts.forEach(
        (name, text) ->
            part(
                out,
                "form-data; name=\"" + name + "\"",
                new ByteArrayInputStream(text.getBytes(UTF_8))));
    files.forEach(
        (part, content) ->
            part(
                out,
                "form-data; name=\"" + part + "\"; filename=\"" + part + "\"",
                new ByteArrayInputStream(content)));
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return out.toByteArray();
  }

  private static void part(ByteArrayOutputStream out, String disposition, InputStream content) {
    try {
      out.writeBytes(
          ("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
              .getBytes(UTF_8));
      content.transferTo(out);
      out.writeBytes("\r\n".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
