package org.hafnia.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class UploadTest {

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  UploadTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @Test
  void trainsOnAnUploadedSet() {
    var created = http.upload("/v1/datasets", "stripes", files(0));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).hasValue("/v1/datasets/stripes");
    var set = http.get("/v1/datasets/stripes").json();
    assertThat(set.path("trainSamples").asInt()).isEqualTo(60);
    assertThat(set.path("classes").asInt()).isEqualTo(3);
    assertThat(set.path("origin").asString()).isEqualTo("upload");

    var accepted =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "stripes", "epochs": 1, "batchSize": 20,
             "network": {"preset": "mlp", "hidden": [8]}}
            """);

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), Duration.ofMinutes(2));
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    assertThat(training.at("/result/provenance/datasetSha256").asString())
        .isEqualTo(set.path("sha256").asString());
  }

  @Test
  void storesContentOnceAndANameForOneContent() {
    var first = http.upload("/v1/datasets", "first", files(1));
    var again = http.upload("/v1/datasets", "again", files(1));
    var other = http.upload("/v1/datasets", "first", files(2));
    var reserved = http.upload("/v1/datasets", "synthetic-digits", files(2));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("name").asString()).isEqualTo("first");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("type").asString()).endsWith("dataset-exists");
    assertThat(reserved.status()).isEqualTo(409);
  }

  @Test
  void deletesAnUploadOnceNothingReadsIt() {
    http.upload("/v1/datasets", "passing", files(5));
    String body =
        """
        {"dataset": "passing", "epochs": %d, "batchSize": 20,
         "network": {"preset": "mlp", "hidden": [8]}}
        """;
    var running = http.post("/v1/trainings", body.formatted(10_000)).json().path("id").asString();

    var refused = http.send("DELETE", "/v1/datasets/passing", TestHttp.nothing());
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains("the training " + running);
    http.post("/v1/jobs/" + running + "/cancel", "");
    http.finished("/v1/trainings/" + running, Duration.ofMinutes(1));

    assertThat(http.send("DELETE", "/v1/datasets/passing", TestHttp.nothing()).status())
        .isEqualTo(204);
    assertThat(http.get("/v1/datasets/passing").status()).isEqualTo(404);
    assertThat(http.post("/v1/trainings", body.formatted(1)).json().path("type").asString())
        .endsWith("unknown-dataset");
    http.upload("/v1/datasets", "passing", files(6));
    var other = http.post("/v1/trainings", body.formatted(1)).json().path("id").asString();
    var result = http.finished("/v1/trainings/" + other, Duration.ofMinutes(1));
    assertThat(result.at("/result/provenance/datasetSha256"))
        .isEqualTo(http.get("/v1/datasets/passing").json().path("sha256"));
    assertThat(http.send("DELETE", "/v1/datasets/synthetic-digits", TestHttp.nothing()).status())
        .isEqualTo(409);
    assertThat(http.send("DELETE", "/v1/datasets/nothing", TestHttp.nothing()).status())
        .isEqualTo(404);
  }

  @Test
  void refusesDamagedFilesAndKeepsNothing() {
    var truncated = new HashMap<>(files(3));
    truncated.computeIfPresent("trainImages", (part, file) -> Arrays.copyOf(file, 100));
    var corrupt = new HashMap<>(files(3));
    corrupt.computeIfPresent("testImages", (part, file) -> corrupted(file));
    var missing = new HashMap<>(files(3));
    missing.remove("testLabels");

    var answers =
        List.of(
            http.upload("/v1/datasets", "damaged", truncated),
            http.upload("/v1/datasets", "damaged", corrupt),
            http.upload("/v1/datasets", "mnist", files(3)));

    assertThat(answers).extracting(TestHttp.Answer::status).containsOnly(422);
    assertThat(answers.getFirst().json().at("/errors/0/pointer").asString())
        .isEqualTo("trainImages");
    assertThat(answers.get(1).json().at("/errors/0/pointer").asString()).isEqualTo("testImages");
    assertThat(http.upload("/v1/datasets", "damaged", missing).status()).isEqualTo(400);
    assertThat(
            jdbc.sql("select count(*) from dataset where name in ('damaged', 'mnist')")
                .query(Long.class)
                .single())
        .isZero();
  }

  /** Three classes of 5 x 5 pixels, the files of the test part compressed. */
  private static Map<String, byte[]> files(int variant) {
    return Map.of(
        "trainImages", images(60, variant),
        "trainLabels", labels(60),
        "testImages", compressed(images(15, variant)),
        "testLabels", compressed(labels(15)));
  }

  private static byte[] images(int count, int variant) {
    var buffer = ByteBuffer.allocate(16 + count * 25);
    buffer.putInt(0x803).putInt(count).putInt(5).putInt(5);
    for (int i = 0; i < count; i++) {
      for (int pixel = 0; pixel < 25; pixel++) {
        buffer.put((byte) (pixel / 5 == i % 3 ? 200 + variant : i % 7));
      }
    }
    return buffer.array();
  }

  private static byte[] labels(int count) {
    var buffer = ByteBuffer.allocate(8 + count);
    buffer.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      buffer.put((byte) (i % 3));
    }
    return buffer.array();
  }

  private static byte[] compressed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] corrupted(byte[] gzip) {
    byte[] copy = gzip.clone();
    for (int i = 20; i < copy.length - 10; i++) {
      copy[i] ^= 0x55;
    }
    return copy;
  }
}
