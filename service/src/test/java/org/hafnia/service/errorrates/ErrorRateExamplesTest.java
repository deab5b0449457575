package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Posts every file of examples/error-rates/ as a user would. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ErrorRateExamplesTest {

  private final TestHttp http;

  @Autowired
  ErrorRateExamplesTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  static Stream<Path> examples() throws IOException {
    try (var files = Files.list(Path.of("..", "examples", "error-rates"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isAnswered(Path example) throws IOException {
    var accepted = http.post("/v1/error-rates", Files.readString(example));

    assertThat(accepted.status()).as(accepted.text()).isIn(201, 202);
    var rate = http.finished(accepted.header("Location").orElseThrow(), Duration.ofMinutes(2));
    assertThat(rate.path("state").asString()).as(rate.toString()).isEqualTo("succeeded");
    var rates = rate.at("/result/points").valueStream().flatMap(p -> p.path("rates").valueStream());
    assertThat(rates)
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.path("value").asDouble()).isBetween(0.0, 1.0);
              assertThat(one.path("low").asDouble())
                  .isLessThanOrEqualTo(one.path("value").asDouble());
              assertThat(one.path("high").asDouble())
                  .isGreaterThanOrEqualTo(one.path("value").asDouble());
            });
    assertThat(rate.at("/result/files")).hasSizeGreaterThan(3);
    var folder = System.getenv("HAFNIA_PICTURES");
    if (folder != null) {
      keep(rate, Path.of(folder), example.getFileName().toString());
    }
  }

  /** For people who want to look: HAFNIA_PICTURES=some/folder. */
  private void keep(tools.jackson.databind.JsonNode rate, Path folder, String name)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".result.json"), rate.toPrettyString());
    for (var file : rate.at("/result/files")) {
      if (file.path("name").asString().endsWith(".svg")) {
        var text = http.get(file.path("href").asString()).text();
        Files.writeString(folder.resolve(name + "." + file.path("name").asString()), text);
      }
    }
  }
}
