package org.hafnia.service.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FetchTest {

  private static final NamedSet SET =
      new NamedSet(
          "letters",
          2,
          "http://public.invalid/",
          "nobody",
          Optional.empty(),
          List.of(),
          file("a.gz"),
          file("b.gz"),
          file("c.gz"),
          file("d.gz"));

  private final Map<String, String> served = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;
  private final Path directory;
  private final Fetch fetch;

  FetchTest(@TempDir Path home) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    directory = home.resolve("letters");
    fetch =
        new Fetch(
            new DatasetsProperties(
                "",
                home,
                true,
                address(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1)));
  }

  @BeforeEach
  void serveTheOfficialFiles() {
    SET.files().forEach(file -> served.put("/" + file.name(), content(file.name())));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void bringsTheFilesOfTheSet() {
    assertThat(fetch.into(directory, SET)).isEmpty();

    for (var file : SET.files()) {
      assertThat(directory.resolve(file.name())).hasContent(content(file.name()));
    }
    assertThat(directory.toFile().list()).hasSize(4);
  }

  @Test
  void refusesAnotherFileAndLeavesNothingOfIt() {
    served.put("/a.gz", "not the official one");

    assertThat(fetch.into(directory, SET))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains(address(), "a.gz", "MD5", SET.files().getFirst().md5()));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fetchesWhatIsMissingOnceItIsThere() {
    served.remove("/b.gz");

    assertThat(fetch.into(directory, SET))
        .hasValueSatisfying(reason -> assertThat(reason).contains(address() + "b.gz answered 404"));
    assertThat(directory.toFile().list()).containsExactly("a.gz");

    served.put("/b.gz", content("b.gz"));
    assertThat(fetch.into(directory, SET)).isEmpty();
    assertThat(requests).hasValue(2 + 3);
  }

  @Test
  void saysInWordsThatNobodyAnswersThere() {
    server.stop(0);

    assertThat(fetch.into(directory, SET))
        .hasValueSatisfying(
            reason ->
                assertThat(reason).contains(address()).containsIgnoringCase("connection refused"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fetchesOnceForTwoAtOnce() throws Exception {
    var bothAsked = new CountDownLatch(2);
    Callable<Optional<String>> task =
        () -> {
          bothAsked.countDown();
          bothAsked.await();
          return fetch.into(directory, SET);
        };

    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var reason : threads.invokeAll(List.of(task, task), 1, TimeUnit.MINUTES)) {
        assertThat(reason.get()).isEmpty();
      }
    }

    assertThat(requests).hasValue(4);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      var content = served.get(exchange.getRequestURI().getPath());
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, content.length());
        exchange.getResponseBody().write(content.getBytes(UTF_8));
      }
    }
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static String content(String name) {
    return "what is published as " + name;
  }

  private static NamedFile file(String name) {
    byte[] bytes = content(name).getBytes(UTF_8);
    try {
      var md5 = MessageDigest.getInstance("MD5").digest(bytes);
      return new NamedFile(
          name, bytes.length, HexFormat.of().formatHex(md5), bytes.length, Optional.empty());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
