package org.hafnia.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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

    var listed = http.get("/v1/datasets/mnist").json();
    var answer = http.post("/v1/trainings", ON_MNIST);

    assertThat(listed.path("available").asBoolean(true)).isFalse();
    assertThat(listed.path("detail").asString()).contains("found 8 bytes, expected 47040016");
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

  /** Packed files tell the length of their content at their end, unless that is cut off. */
  @Test
  void listsFilesOfTheRightLengthOnly() throws IOException {
    var mnist = Files.createDirectories(directory.resolve("lab").resolve("mnist"));
    var lengths =
        Map.of(
            "train-images-idx3-ubyte.gz", 47_040_016,
            "train-labels-idx1-ubyte.gz", 60_008,
            "t10k-images-idx3-ubyte.gz", 7_840_016,
            "t10k-labels-idx1-ubyte.gz", 10_008);
    for (var one : lengths.entrySet()) {
      try (var out = new GZIPOutputStream(Files.newOutputStream(mnist.resolve(one.getKey())))) {
        out.write(new byte[one.getValue()]);
      }
    }

    var whole = http.get("/v1/datasets/mnist").json();
    var labels = mnist.resolve("t10k-labels-idx1-ubyte.gz");
    byte[] packed = Files.readAllBytes(labels);
    Files.write(labels, Arrays.copyOf(packed, packed.length - 5));
    var cut = http.get("/v1/datasets/mnist").json();

    assertThat(whole.path("available").asBoolean()).as(whole.toString()).isTrue();
    assertThat(cut.path("available").asBoolean(true)).as(cut.toString()).isFalse();
    assertThat(cut.path("detail").asString())
        .contains("t10k-labels-idx1-ubyte.gz", "cut short", "expected 10008");
    for (String name : lengths.keySet()) {
      Files.delete(mnist.resolve(name));
    }
  }

  @Test
  void usesTheBatchesOfCifarThatAreThereAndSaysWhichAreDamaged() throws IOException {
    var cifar = Files.createDirectories(directory.resolve("lab").resolve("cifar10"));
    byte[] images = new byte[20 * 3073];
    for (int i = 0; i < 20; i++) {
      images[i * 3073] = (byte) (i % 10);
    }
    Files.write(cifar.resolve("data_batch_3.bin"), images);
    Files.write(cifar.resolve("test_batch.bin"), images);

    var whole = http.get("/v1/datasets/cifar10").json();
    Files.write(cifar.resolve("test_batch.bin"), new byte[100]);
    var damaged = http.get("/v1/datasets/cifar10").json();
    var training = http.post("/v1/trainings", ON_MNIST.replace("mnist", "cifar100"));

    assertThat(whole.path("available").asBoolean()).as(whole.toString()).isTrue();
    assertThat(whole.path("trainSamples").asInt()).isEqualTo(20);
    assertThat(whole.path("detail").asString())
        .contains("1 of the 5 training batches: data_batch_3.bin");
    assertThat(damaged.path("available").asBoolean()).isFalse();
    assertThat(damaged.path("detail").asString()).contains("test_batch.bin", "multiple of 3073");
    assertThat(training.status()).isEqualTo(422);
    assertThat(training.json().path("detail").asString()).contains("cifar-100-binary.tar.gz");
  }
}
