package org.hafnia.service.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleUploadTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "datasets");

  private final TestHttp http;
  private final JdbcClient jdbc;
  private final int port;

  @Autowired
  SampleUploadTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
    this.port = port;
  }

  @ParameterizedTest
  @CsvSource({
    "texture-images, zip, 3x16x16, u1, 3",
    "texture-arrays, npz, 3x12x12, u1, 10",
    "beat-table, csv, 40, f4, 2",
    "imagined-fists, edf, 8x304, f4, 2",
    "imagined-fists-power, edf, 8x38, f4, 2",
    "heart-beats, zip, 1x60, f4, 2"
  })
  void storesEveryFormatOnceAndShowsIt(
      String name, String ending, String shape, String encoding, int classes) throws IOException {
    var request = Files.readString(EXAMPLES.resolve(name + ".json"));
    byte[] file = Files.readAllBytes(EXAMPLES.resolve(name + "." + ending));

    var created = upload(request, file);
    var again = upload(request.replace("\"" + name + "\"", "\"again\""), file);

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(again.json().path("name").asString()).as(again.text()).isEqualTo(name);
    var set = http.get("/v1/datasets/" + name).json();
    assertThat(set.path("shape").valueStream().map(extent -> extent.asString()).toList())
        .containsExactly(shape.split("x"));
    assertThat(set.path("encoding").asString()).isEqualTo(encoding);
    assertThat(set.path("classes").asInt()).isEqualTo(classes);
    assertThat(set.path("testSamples").asInt()).isPositive();
    try (var png =
        URI.create("http://127.0.0.1:" + port + "/v1/datasets/" + name + "/preview.png?samples=6")
            .toURL()
            .openStream()) {
      byte[] picture = png.readAllBytes();
      assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isGreaterThan(200);
      keep(name, picture);
    }
  }

  @Test
  void trainsOnATable() throws IOException {
    var request = Files.readString(EXAMPLES.resolve("beat-table.json"));
    upload(request, Files.readAllBytes(EXAMPLES.resolve("beat-table.csv")));

    var accepted =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "beat-table", "epochs": 3, "batchSize": 20,
             "network": {"preset": "mlp", "hidden": [16]}, "hardware": {"scheme": "ideal"}}
            """);

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), Duration.ofMinutes(2));
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    assertThat(training.at("/result/provenance/datasetSha256").asString())
        .isEqualTo(http.get("/v1/datasets/beat-table").json().path("sha256").asString());
  }

  @Test
  void refusesBadFilesAndKeepsNothing() throws IOException {
    assertRefused("csv", "a,b\n1,2\n2,x\n".getBytes(UTF_8), "line 3, column 2 (b)");
    assertRefused("csv", "1,2\n1,3\n".getBytes(UTF_8), "one class only");
    assertRefused("csv", "1,2\n2,NaN\n".getBytes(UTF_8), "\"NaN\"");
    assertRefused("images", zip("../evil.png"), "leads out of the archive");
    assertRefused("images", "no zip".getBytes(UTF_8), "a zip archive");
    assertRefused("npz", zip("x.npy"), "NPY magic string");
    assertRefused("edf", new byte[400], "the European Data Format");
    assertRefused("cifar10", new byte[5000], "a multiple of 3073");
    byte[] cut = Files.readAllBytes(EXAMPLES.resolve("imagined-fists.edf"));
    assertRefused("edf", Arrays.copyOf(cut, cut.length - 100), "that are there");
    assertThat(
            jdbc.sql("select count(*) from dataset where name = 'bad'").query(Long.class).single())
        .isZero();
  }

  @Test
  void refusesRequestsThatSayNoFormatOrAnotherName() {
    byte[] table = "1,2\n2,3\n".getBytes(UTF_8);

    assertThat(upload("{\"name\": \"bad\"}", table).status()).isEqualTo(422);
    assertThat(upload("{\"name\": \"bad\", \"format\": \"cvs\"}", table).text())
        .contains("Did you mean");
    assertThat(upload("{\"name\": \"cifar10\", \"format\": \"csv\"}", table).status())
        .isEqualTo(409);
    assertThat(
            http.multipart(
                    "/v1/datasets",
                    Map.of("request", "{\"name\": \"bad\", \"format\": \"csv\"}"),
                    Map.of())
                .status())
        .isEqualTo(400);
    assertThat(http.get("/v1/datasets/no-such-set/preview.png").status()).isEqualTo(404);
    assertThat(http.get("/v1/datasets/synthetic-ecg/preview.png?samples=0").status())
        .isEqualTo(400);
  }

  @Test
  void listsSyntheticSetsWithShapesAndCitations() {
    var ecg = http.get("/v1/datasets/synthetic-ecg").json();

    assertThat(ecg.path("shape").toString()).isEqualTo("[12,1000]");
    assertThat(ecg.path("classNames").toString()).isEqualTo("[\"correct\",\"inverted\"]");
    assertThat(ecg.path("source").asString()).contains("McSharry");
    assertThat(http.get("/v1/datasets/cifar10").json().path("source").asString())
        .contains("Krizhevsky");
  }

  private void assertRefused(String format, byte[] file, String complaint) {
    var answer = upload("{\"name\": \"bad\", \"format\": \"%s\"}".formatted(format), file);

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("type").asString()).endsWith("invalid-dataset");
    assertThat(answer.json().path("detail").asString()).contains(complaint);
    assertThat(answer.json().at("/errors/0/pointer").asString()).startsWith("train");
  }

  private TestHttp.Answer upload(String request, byte[] file) {
    return http.multipart("/v1/datasets", Map.of("request", request), Map.of("train", file));
  }

  private static byte[] zip(String name) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(new byte[] {1, 2, 3});
    }
    return bytes.toByteArray();
  }

  /** For people who want to look: HAFNIA_PICTURES=some/folder. */
  private static void keep(String name, byte[] picture) throws IOException {
    var folder = System.getenv("HAFNIA_PICTURES");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, "dataset." + name + ".png"), picture);
    }
  }
}
