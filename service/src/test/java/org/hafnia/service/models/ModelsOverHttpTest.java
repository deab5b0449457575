package org.hafnia.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.service.web.TestHttp;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.model.file.ModelFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ModelsOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String IDEAL = "{\"scheme\": \"ideal\"}";

  private final TestHttp http;
  private final Models models;

  @Autowired
  ModelsOverHttpTest(@LocalServerPort int port, Models models) {
    this.http = new TestHttp(port);
    this.models = models;
  }

  @BeforeEach
  void train() {
    if (models.lookUp("first").isEmpty()) {
      finished(body(16, IDEAL, "\"epochs\": 4, \"saveAs\": \"first\""));
    }
  }

  @Test
  void showsWhatTrainingsLeave() {
    var model = http.get("/v1/models/first").json();

    assertThat(model.path("kept").asString()).isEqualTo("last");
    assertThat(model.path("input")).hasToString("[784]");
    assertThat(model.at("/network/preset").asString()).isEqualTo("mlp");
    var table = http.get(model.at("/links/layers").asString());
    assertThat(table.json().at("/table/total/parameters").asLong())
        .isEqualTo(784 * 16 + 16 * 10L + 3 * 26);
    var training = http.get(model.at("/links/training").asString()).json();
    assertThat(training.at("/models/0/name").asString()).isEqualTo("first");
    assertThat(training.at("/result/weightsSha256")).isEqualTo(model.path("weightsSha256"));
    var listed = http.get("/v1/models?name=FIR&dataset=synthetic-digits&limit=1").json();
    assertThat(listed.at("/items/0/id")).isEqualTo(model.path("id"));
    assertThat(http.get("/v1/models?dataset=mnist").json().path("items")).isEmpty();
    assertThat(http.get("/models").text()).contains("/v1/models/first/file?format=onnx");
    assertThat(http.get("/v1/models/none").status()).isEqualTo(404);
  }

  @Test
  void givesTheFileOutAsItIsStored() throws IOException, InterruptedException {
    var model = http.get("/v1/models/first").json();

    var file = bytes("/v1/models/first/file");

    assertThat(CanonicalJson.sha256(file.body())).isEqualTo(model.path("sha256").asString());
    assertThat(file.headers().firstValue("ETag"))
        .hasValue('"' + model.path("sha256").asString() + '"');
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("first.npz");
    var read = ModelFile.readFrom(new ByteArrayInputStream(file.body()));
    assertThat(read.network().sha256()).isEqualTo(model.path("weightsSha256").asString());
    assertThat(read.provenance()).containsEntry("dataset", "synthetic-digits");
    var unchanged =
        http.get(
            "/v1/models/first/file",
            "If-None-Match",
            file.headers().firstValue("ETag").orElseThrow());
    assertThat(unchanged.status()).isEqualTo(304);
  }

  @Test
  void makesOnnxForWhoeverAsksForIt() throws IOException, InterruptedException {
    var chosen = bytes("/v1/models/first/file?format=onnx");
    var accepted = bytes("/v1/models/first/file", "Accept", "application/onnx");

    assertThat(chosen.headers().firstValue("Content-Type")).hasValue("application/onnx");
    assertThat(chosen.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("first.onnx");
    assertThat(chosen.body()).isEqualTo(accepted.body()).hasSizeGreaterThan(784 * 16 * 4);
    var wrong = http.get("/v1/models/first/file?format=keras");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("npz").contains("onnx");
  }

  @ParameterizedTest
  @CsvSource({
    "packed, application/vnd.hafnia.packed, first.hafniapn, HAFNIAPN",
    "c, text/x-c, first.h, layer1_sign",
    "verilog, application/vnd.hafnia.verilog+zip, first.verilog.zip, PK"
  })
  void packsBitsAndThresholds(String format, String mediaType, String file, String holds)
      throws IOException, InterruptedException {
    var chosen = bytes("/v1/models/first/file?format=" + format);
    var accepted = bytes("/v1/models/first/file", "Accept", mediaType);

    assertThat(chosen.headers().firstValue("Content-Type").orElseThrow()).startsWith(mediaType);
    assertThat(chosen.headers().firstValue("Content-Disposition").orElseThrow()).contains(file);
    assertThat(chosen.body()).isEqualTo(accepted.body());
    assertThat(new String(chosen.body(), StandardCharsets.ISO_8859_1)).contains(holds);
  }

  @Test
  void goesOnFromAModelOnDevices() {
    var devices = "{\"scheme\": \"weak-reset\", \"deviceModel\": \"hfo2-weak-reset-2021\"}";
    var tuned =
        finished(
            body(
                16,
                devices,
                """
                "epochs": 1, "from": "first", "saveAs": "tuned",
                "optimizer": {"name": "adam-pulses", "learningRate": 0.001}
                """));

    var from = models.find("first");
    assertThat(tuned.at("/result/testAccuracy/value").asDouble())
        .isGreaterThan(from.testAccuracy() - 0.15);
    assertThat(tuned.at("/result/provenance/from").asString()).isEqualTo("first");
    assertThat(tuned.at("/result/provenance/fromSha256").asString()).isEqualTo(from.sha256());
    assertThat(tuned.at("/spec/fromSha256").asString()).isEqualTo(from.sha256());
    assertThat(models.find("tuned").origin().from()).isEqualTo("first");
    assertThat(http.get("/v1/models/tuned").json().path("from").asString()).isEqualTo("first");
  }

  @Test
  void refusesToStartFromWhatDoesNotFit() {
    var unknown = http.post("/v1/trainings", body(16, IDEAL, "\"from\": \"frist\""));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().path("type").asString()).endsWith("unknown-model");
    assertThat(unknown.json().at("/errors/0/pointer").asString()).isEqualTo("/from");
    assertThat(unknown.json().path("detail").asString()).contains("Did you mean \"first\"?");

    var other = http.post("/v1/trainings", body(20, IDEAL, "\"from\": \"first\""));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("type").asString()).endsWith("model-mismatch");
    assertThat(other.json().path("detail").asString())
        .contains("layer 1 is dense (784 to 16, binary weights) in the model")
        .contains("dense (784 to 20, binary weights) in the network");

    var pinned =
        http.post(
            "/v1/trainings",
            body(16, IDEAL, "\"from\": \"first\", \"fromSha256\": \"" + "0".repeat(64) + "\""));
    assertThat(pinned.status()).isEqualTo(422);
    assertThat(pinned.json().at("/errors/0/pointer").asString()).isEqualTo("/fromSha256");
    var alone =
        http.post("/v1/trainings", body(16, IDEAL, "\"fromSha256\": \"" + "0".repeat(64) + "\""));
    assertThat(alone.json().at("/errors/0/detail").asString()).contains("beside from");
  }

  @Test
  void leavesFrozenLayersAsTheModelHasThem() {
    var tuned =
        finished(
            body(
                16,
                IDEAL,
                """
                "epochs": 1, "from": "first", "saveAs": "frozen", "freeze": ["hidden 1", "norm 1"]
                """));

    var before = models.load(models.find("first").id());
    var after = models.load(models.find("frozen").id());
    for (var kept : List.of("layer1.weight", "layer1.bias", "layer1.gamma", "layer1.mean")) {
      assertThat(values(after, kept)).as(kept).isEqualTo(values(before, kept));
    }
    assertThat(values(after, "layer2.latent")).isNotEqualTo(values(before, "layer2.latent"));
    assertThat(tuned.at("/spec/freeze")).hasToString("[\"hidden 1\",\"norm 1\"]");
    assertThat(tuned.at("/result/provenance/freeze/1").asString()).isEqualTo("norm 1");
  }

  private static FloatBuffer values(TrainedNetwork network, String name) {
    return network.array(name).map(NamedArray::values).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'from': 'first', 'freeze': ['norm 1', 'activation 1'] | /freeze/1 | hidden 1, norm 1, out",
        "'from': 'first', 'freeze': ['hidden 1', 'norm 1', 'output', 'norm 2'] | /freeze | not all",
        "'freeze': ['hidden 1'] | /freeze | beside from"
      })
  void refusesToFreezeWhatCannotBe(String parts, String pointer, String detail) {
    var refused = http.post("/v1/trainings", body(16, IDEAL, parts.replace('\'', '"')));

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    assertThat(refused.json().at("/errors/0/detail").asString()).contains(detail);
  }

  @Test
  void keepsAModelWhileATrainingNeedsItAndDeletesItAfterwards() {
    finished(body(16, IDEAL, "\"epochs\": 1, \"saveAs\": \"needed\""));
    var running =
        http.post("/v1/trainings", body(16, IDEAL, "\"epochs\": 9000, \"from\": \"needed\""))
            .json();
    String id = running.path("id").asString();

    var refused = http.send("DELETE", "/v1/models/needed", TestHttp.nothing());

    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains("the training " + id);
    http.post("/v1/jobs/" + id + "/cancel", "");
    http.finished("/v1/trainings/" + id, PATIENCE);
    assertThat(http.send("DELETE", "/v1/models/needed", TestHttp.nothing()).status())
        .isEqualTo(204);
    assertThat(http.get("/v1/models/needed").status()).isEqualTo(404);
    http.post("/v1/jobs/" + id + "/retry", "");
    var retried = http.finished("/v1/trainings/" + id, PATIENCE);
    assertThat(retried.path("state").asString()).isEqualTo("failed");
    assertThat(retried.at("/problem/detail").asString()).contains("it was deleted");
  }

  private HttpResponse<byte[]> bytes(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  private JsonNode finished(String body) {
    var accepted = http.post("/v1/trainings", body);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    return training;
  }

  private static String body(int hidden, String hardware, String settings) {
    return """
        {"dataset": "synthetic-digits", "trainSamples": 1000, "testSamples": 200, "batchSize": 100,
         "network": {"preset": "mlp", "hidden": [%d]}, "hardware": %s, %s}
        """
        .formatted(hidden, hardware, settings);
  }
}
