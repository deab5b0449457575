package org.hafnia.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DeviceModelsOverHttpTest {

  private static final String MODELS = "/v1/device-models";
  private static final String PRESET = MODELS + "/hfo2-weak-reset-2021";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  DeviceModelsOverHttpTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @Test
  void takesWhatItShowsUnderAnotherName() {
    var preset = preset("a-copy");

    var posted = http.post(MODELS, preset.toString());

    assertThat(posted.status()).as(posted.text()).isEqualTo(201);
    assertThat(posted.header("Location")).contains(MODELS + "/a-copy");
    var copy = http.get(MODELS + "/a-copy").json();
    assertThat(copy).isEqualTo(posted.json());
    assertThat(copy.path("origin").asString()).isEqualTo("posted");
    assertThat(copy.path("parameters")).isEqualTo(preset.path("parameters"));
    assertThat(copy.path("sha256").asString()).hasSize(64);
    assertThat(copy.has("createdAt")).isTrue();
  }

  @Test
  void storesTheSameContentOnce() {
    var body = preset("stored-once").toString();

    var first = http.post(MODELS, body);
    var second = http.post(MODELS, body);

    assertThat(second.status()).as(second.text()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void refusesANameThatOtherContentHas() {
    http.post(MODELS, preset("taken-name").toString());
    var other = preset("taken-name").put("title", "Another");

    var refused = http.post(MODELS, other.toString());

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("type").asString()).endsWith("device-model-exists");
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/name");
    var sha256 = http.get(MODELS + "/taken-name").json().path("sha256").asString();
    assertThat(refused.json().path("detail").asString()).contains(sha256);
  }

  @Test
  void refusesTheNameOfAPreset() {
    var refused = http.post(MODELS, preset("hfo2-weak-reset-2021").put("title", "Mine").toString());

    assertThat(refused.status()).isEqualTo(409);
  }

  @Test
  void namesTheParameterThatDoesNotFit() {
    var body = preset("broken");
    ((ObjectNode) body.at("/parameters/0/values")).remove("scale");

    var refused = http.post(MODELS, body.toString());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("type").asString()).endsWith("invalid-device-model");
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/parameters/0");
    assertThat(refused.json().at("/errors/0/detail").asString()).contains("m1", "scale");
    assertThat(http.get(MODELS + "/broken").status()).isEqualTo(404);
  }

  @Test
  void namesAParameterThatIsMissing() {
    var body = preset("incomplete");
    body.putArray("parameters").add(preset("x").at("/parameters/1"));

    var refused = http.post(MODELS, body.toString());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/detail").asString()).contains("m1");
  }

  @Test
  void asksWhichFamilyWasMeant() {
    var refused = http.post(MODELS, preset("misspelt").put("family", "weak-rest").toString());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/detail").asString())
        .contains("Did you mean \"weak-reset\"?");
  }

  @Test
  void deletesWhatNothingRefersTo() {
    http.post(MODELS, preset("short-lived").toString());

    assertThat(delete(MODELS + "/short-lived").status()).isEqualTo(204);
    assertThat(http.get(MODELS + "/short-lived").status()).isEqualTo(404);
    assertThat(delete(MODELS + "/short-lived").status()).isEqualTo(404);
  }

  @Test
  void keepsPresets() {
    var refused = delete(PRESET);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains("preset");
  }

  @Test
  void keepsWhatATrainingUses() {
    http.post(MODELS, preset("in-use").toString());
    var training =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "synthetic-digits", "trainSamples": 100, "testSamples": 100, "epochs": 1,
             "batchSize": 100, "network": {"preset": "mlp", "hidden": [8]},
             "hardware": {"deviceModel": "in-use"}}
            """);
    assertThat(training.status()).as(training.text()).isEqualTo(202);
    var done = http.finished(training.header("Location").orElseThrow(), PATIENCE);

    var refused = delete(MODELS + "/in-use");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString())
        .contains("training " + done.path("id").asString());
    assertThat(done.at("/result/provenance/deviceModelSha256").asString())
        .isEqualTo(http.get(MODELS + "/in-use").json().path("sha256").asString());
  }

  @Test
  void refusesATrainingOnAnotherFamily() {
    var refused =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": [8]},
             "hardware": {"deviceModel": "pcm-nandakumar-2020"}}
            """);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("type").asString()).endsWith("wrong-model-family");
    assertThat(refused.json().at("/errors/0/pointer").asString())
        .isEqualTo("/hardware/deviceModel");
    assertThat(refused.json().at("/errors/0/detail").asString())
        .isEqualTo("Expected a model of family weak-reset; this one is of family pulse-response.");
  }

  @Test
  void listsByNameInPages() {
    List.of("page-b", "page-a", "page-c")
        .forEach(name -> http.post(MODELS, preset(name).toString()));

    var all = http.get(MODELS + "?family=weak-reset&limit=500").json();
    var names = names(all);
    var pages = new java.util.ArrayList<String>();
    var page = http.get(MODELS + "?family=weak-reset&limit=2").json();
    pages.addAll(names(page));
    while (page.has("nextCursor")) {
      var cursor = page.path("nextCursor").asString();
      page = http.get(MODELS + "?family=weak-reset&limit=2&cursor=" + cursor).json();
      pages.addAll(names(page));
    }

    assertThat(names).contains("page-a", "page-b", "page-c", "hfo2-weak-reset-2021").isSorted();
    assertThat(pages).isEqualTo(names);
    assertThat(names(http.get(MODELS + "?origin=preset&limit=500").json()))
        .contains("hfo2-weak-reset-2021")
        .doesNotContain("page-a");
    assertThat(http.get(MODELS + "?cursor=zzz").status()).isEqualTo(400);
  }

  @Test
  void answersQuestionsAskedByHand() {
    http.post(MODELS, preset("by-hand").toString());

    var rows =
        jdbc.sql(
                """
                select symbol, number, value, unit, identified from lab.device_model_parameters
                where device_model = 'by-hand' and symbol = 'm1' order by number
                """)
            .query()
            .listOfRows();

    assertThat(rows).extracting(row -> row.get("number")).containsExactly("location", "scale");
    assertThat(
            jdbc.sql("select origin from lab.device_models where name = 'by-hand'")
                .query(String.class)
                .single())
        .isEqualTo("posted");
  }

  private TestHttp.Answer delete(String path) {
    return http.send("DELETE", path, BodyPublishers.noBody());
  }

  private ObjectNode preset(String name) {
    return ((ObjectNode) http.get(PRESET).json().deepCopy()).put("name", name);
  }

  private static List<String> names(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("name").asString()).toList();
  }
}
