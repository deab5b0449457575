package org.hafnia.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The requests of bench/real-data keep to the contract. Their data sets and models are not here, so
 * that nothing but these is missed.
 */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RealDataRequestsTest {

  private final TestHttp http;

  @Autowired
  RealDataRequestsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  static Stream<Path> requests() throws IOException {
    try (var files = Files.walk(Path.of("..", "bench", "real-data"))) {
      var found = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(10);
      return found.stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void missesNothingButItsData(Path request) throws IOException {
    var resource = Objects.requireNonNull(request.getParent()).getFileName();

    var answer = http.post("/v1/" + resource + "?validateOnly=true", Files.readString(request));

    if (answer.status() != 200) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
      assertThat(answer.json().path("errors"))
          .as(answer.text())
          .isNotEmpty()
          .allSatisfy(
              error -> assertThat(error.path("pointer").asString()).isIn("/dataset", "/model"));
    }
  }
}
