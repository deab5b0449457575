package org.hafnia.service.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PreparedRecordingsTest {

  private static final Path EXAMPLES = Path.of("..", "examples", "datasets");

  @TempDir static Path datasets;

  private final TestHttp http;

  @Autowired
  PreparedRecordingsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  /** Two runs of a subject, the recording of the examples. */
  @DynamicPropertySource
  static void directory(DynamicPropertyRegistry registry) throws IOException {
    var folder = Files.createDirectories(datasets.resolve("eeg-motor-imagery"));
    for (var run : new String[] {"S001R06.edf", "S001R10.edf"}) {
      Files.copy(EXAMPLES.resolve("imagined-fists-power.edf"), folder.resolve(run));
    }
    registry.add("hafnia.datasets.directory", datasets::toString);
  }

  @Test
  void preparesTheRecordingsThatTheServiceHas() {
    var created =
        post(
            """
            {"name": "mu-power", "format": "eeg-motor-imagery", "runs": [10, 6],
             "windowStartSecond": 0, "windowLengthSecond": 1.9,
             "preparation": {"reference": "laplacian", "alignment": "euclidean",
                             "bandPass": {"lowHertz": 8, "highHertz": 13, "order": 3},
                             "powerSecond": 0.5, "everySamples": 8}}
            """);

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    var set = http.get("/v1/datasets/mu-power").json();
    assertThat(set.path("shape").toString()).isEqualTo("[8,38]");
    assertThat(set.path("classNames").toString()).isEqualTo("[\"both fists\",\"both feet\"]");
    assertThat(set.path("source").asString())
        .startsWith("G. Schalk")
        .endsWith(
            "; runs [6, 10]; reference laplacian; Butterworth band pass 8.0 to 13.0 Hz, order 3,"
                + " forwards and backwards; alignment euclidean by all windows of a recording;"
                + " logarithm of the power within 0.5 s; one of 8 samples");
    var check =
        http.post(
            "/v1/trainings?validateOnly=true",
            """
            {"dataset": "mu-power", "epochs": 2, "batchSize": 4, "hardware": {"scheme": "ideal"},
             "network": {"preset": "mlp", "hidden": [8]},
             "augmentation": {"normalise": true}, "crossValidation": {"folds": 2, "by": "record"}}
            """);
    assertThat(check.status()).as(check.text()).isEqualTo(200);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(
            "\"preparation\": {\"bandPass\": {\"lowHertz\": 13, \"highHertz\": 8}}",
            "/preparation/bandPass/highHertz",
            "more than lowHertz, which is 13.0"),
        Arguments.of(
            "\"preparation\": {\"bandPass\": {\"lowHertz\": 0, \"highHertz\": 8}}",
            "/preparation/bandPass/lowHertz",
            "0"),
        Arguments.of(
            "\"preparation\": {\"bandPass\": {\"lowHertz\": 8}}",
            "/preparation/bandPass/highHertz",
            "Missing"),
        Arguments.of(
            "\"preparation\": {\"reference\": \"laplace\"}", "/preparation/reference", "laplacian"),
        Arguments.of("\"preparation\": {\"bandpass\": {}}", "/preparation/bandpass", "bandPass"),
        Arguments.of(
            "\"preparation\": {\"bandPass\": {\"lowHertz\": 8, \"highHertz\": 90}}",
            "S001R06",
            "more than 2 x 90.0 Hz"),
        Arguments.of("\"preparation\": {\"everySamples\": 2}", "S001R06", "everySamples"),
        Arguments.of("\"runs\": [3, 6]", "/runs", "runs of one kind"),
        Arguments.of("\"runs\": [6, 14]", "/runs", "runs that are here: [6, 10]"),
        Arguments.of("\"runs\": [2]", "/runs/0", "3"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void refusesWhatDoesNotFit(String field, String pointer, String complaint) {
    var answer = post("{\"name\": \"bad\", \"format\": \"eeg-motor-imagery\", " + field + "}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/pointer").asString())
        .as(answer.text())
        .endsWith(pointer);
    assertThat(answer.text()).contains(complaint);
    assertThat(http.get("/v1/datasets/bad").status()).isEqualTo(404);
  }

  @Test
  void refusesFilesAndFieldsOfOtherFormats() throws IOException {
    byte[] file = Files.readAllBytes(EXAMPLES.resolve("imagined-fists.edf"));

    var needless = upload("{\"name\": \"bad\", \"format\": \"eeg-motor-imagery\"}", file);
    var table =
        upload(
            "{\"name\": \"bad\", \"format\": \"csv\", \"preparation\": {}, \"runs\": [6]}", file);
    var unnamed =
        upload(
            """
            {"name": "bad", "format": "edf", "preparation": {"reference": "laplacian"}}
            """,
            file);

    assertThat(needless.status()).as(needless.text()).isEqualTo(400);
    assertThat(needless.text()).contains("Expected none with format eeg-motor-imagery");
    assertThat(table.status()).as(table.text()).isEqualTo(422);
    assertThat(table.json().path("errors")).hasSize(2);
    assertThat(unnamed.status()).as(unnamed.text()).isEqualTo(422);
    assertThat(unnamed.text()).contains("Ch8").contains("10-10");
    assertThat(post("{\"name\": \"bad\", \"format\": \"edf\"}").status()).isEqualTo(400);
  }

  private TestHttp.Answer post(String request) {
    return http.multipart("/v1/datasets", Map.of("request", request), Map.of());
  }

  private TestHttp.Answer upload(String request, byte[] file) {
    return http.multipart("/v1/datasets", Map.of("request", request), Map.of("train", file));
  }
}
