package org.hafnia.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@FreshDatabase
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "hafnia.datasets.address=http://127.0.0.1:9/",
      "hafnia.datasets.connect-timeout=1s"
    })
class PublishedSetTest {

  private static final String ON_MNIST =
      """
      {"dataset": "mnist", "network": {"preset": "mlp", "hidden": [8]}}
      """;

  @TempDir static Path directory;

  private final TestHttp http;

  @Autowired
  PublishedSetTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @DynamicPropertySource
  static void directories(DynamicPropertyRegistry registry) {
    registry.add("hafnia.datasets.directory", () -> directory.resolve("lab").toString());
    registry.add("hafnia.datasets.home", () -> directory.resolve("home").toString());
  }

  @Test
  void saysWhereItLookedAndWhatElseCanBeDone() {
    var answer = http.post("/v1/trainings", ON_MNIST);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("type").asString()).endsWith("dataset-unavailable");
    assertThat(answer.json().path("detail").asString())
        .contains(directory.resolve("lab").toString())
        .contains(directory.resolve("home").resolve("mnist").toString())
        .contains("http://127.0.0.1:9/")
        .contains("HAFNIA_DATASETS")
        .contains("/v1/datasets")
        .contains("synthetic-digits");
    assertThat(http.get("/v1/datasets/mnist").json().path("available").asBoolean()).isFalse();
    assertThat(directory.resolve("home").resolve("mnist")).isEmptyDirectory();
  }

  @Test
  void refusesFilesThatAreNotTheOfficialOnes() throws IOException {
    var mnist = Files.createDirectories(directory.resolve("lab").resolve("mnist"));
    for (var name :
        new String[] {
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte.gz",
          "t10k-images.idx3-ubyte",
          "t10k-labels-idx1-ubyte"
        }) {
      Files.write(mnist.resolve(name), new byte[] {0, 0, 8, 3, 0, 0, 0, 1});
    }

    var answer = http.post("/v1/trainings", ON_MNIST);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("type").asString()).endsWith("dataset-unavailable");
    assertThat(answer.json().path("detail").asString())
        .contains(mnist.resolve("train-").toString())
        .contains("expected")
        .contains("Replace")
        .contains("/v1/datasets")
        .contains("synthetic-digits");
    try (var files = Files.list(mnist)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
