package org.hafnia.service.trainings;

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

/** Posts every file of examples/trainings/ as a user would. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ExampleRequestsTest {

  private final TestHttp http;

  @Autowired
  ExampleRequestsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  static Stream<Path> examples() throws IOException {
    try (var files = Files.list(Path.of("..", "examples", "trainings"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void runsToItsEnd(Path example) throws IOException {
    var accepted = http.post("/v1/trainings", Files.readString(example));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), Duration.ofMinutes(5));
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    assertThat(training.at("/result/testAccuracy/value").asDouble()).isGreaterThan(0.85);
  }
}
