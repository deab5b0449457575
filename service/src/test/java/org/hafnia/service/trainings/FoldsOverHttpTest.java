package org.hafnia.service.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Cross-validation and pauses, as a user meets them. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FoldsOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String FOLDS = "'crossValidation': {'folds': 3, 'by': 'record'}";

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  FoldsOverHttpTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'crossValidation': {} | /crossValidation/folds | Missing",
        "'crossValidation': {'folds': 1} | /crossValidation/folds | 2",
        "'crossValidation': {'folds': 5, 'by': 'patient'} | /crossValidation/by | group",
        "'crossValidation': {'folds': 5, 'by': 'group'} | /crossValidation/by | Expected record",
        "'crossValidation': {'folds': 500} | /crossValidation/folds | Expected at most",
        "'crossValidation': {'folds': 2}, 'batchSize': 301 | /batchSize | Expected at most 300",
        "'crossValidation': {'folds': 3}, 'earlyStopping': {} | /validationFraction | above 0"
      })
  void refusesWhatCannotBeCutAndSaysWhy(String part, String pointer, String why) {
    var refused = http.post("/v1/trainings?validateOnly=true", training(part));

    assertThat(refused.status()).as(refused.text()).isBetween(400, 422);
    assertThat(refused.json().path("errors").values())
        .as(refused.text())
        .anySatisfy(
            error -> {
              assertThat(error.path("pointer").asString()).isEqualTo(pointer);
              assertThat(error.path("detail").asString()).contains(why);
            });
  }

  @Test
  void countsTheJoinedCopyOfTheSamplesAndFillsInHowTheyAreCut() {
    var plain = http.post("/v1/trainings?validateOnly=true", training("'seed': 1")).json();
    var cut =
        http.post("/v1/trainings?validateOnly=true", training("'crossValidation': {'folds': 3}"))
            .json();

    assertThat(cut.at("/spec/crossValidation/by").asString()).isEqualTo("record");
    assertThat(cut.at("/spec/crossValidation/repetitions").asInt()).isEqualTo(1);
    assertThat(cut.at("/memory/estimateBytes").asLong())
        .isEqualTo(
            plain.at("/memory/estimateBytes").asLong()
                + plain.at("/memory/parts/dataset").asLong());
  }

  @Test
  void trainsFoldAfterFoldAndTellsEachAndAllOfThem() {
    var ended = ended(post(FOLDS + ", 'augmentation': {'normalise': true}"));
    var result = ended.path("result");
    var each = result.at("/crossValidation/results");

    assertThat(result.at("/testAccuracy/total").asInt()).isEqualTo(600);
    assertThat(each.size()).isEqualTo(3);
    assertThat(each.values())
        .allSatisfy(
            fold -> {
              assertThat(fold.at("/testAccuracy/total").asInt()).isEqualTo(200);
              assertThat(fold.path("trainSamples").asInt()).isEqualTo(400);
              assertThat(fold.at("/normalisation/mean").size()).isEqualTo(1);
            });
    assertThat(result.at("/crossValidation/meanAccuracy").asDouble())
        .isEqualTo(result.at("/testAccuracy/value").asDouble());
    assertThat(result.at("/crossValidation/standardDeviation").asDouble()).isPositive();
    var epochs = http.get(ended.at("/links/metrics").asString()).json().path("items");
    assertThat(epochs.values())
        .extracting(row -> row.path("fold").asInt())
        .containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3);
    assertThat(epochs.values())
        .extracting(row -> row.path("epoch").asInt())
        .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3);
    assertThat(result.path("epochs")).isEqualTo(epochs);
    String page = http.get("/jobs/" + ended.path("id").asString()).text();
    assertThat(page).contains("Fold");
    assertThat(
            jdbc.sql("select count(*) from lab.folds where test_samples = 200")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  @Test
  void tellsTheNormalisationOfASingleTraining() {
    var result = ended(post("'augmentation': {'normalise': true}")).path("result");

    assertThat(result.at("/provenance/normalisation/mean/0").asDouble()).isBetween(0.01, 0.6);
    assertThat(result.at("/provenance/normalisation/standardDeviation/0").asDouble())
        .isBetween(0.05, 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'seed': 7", "'seed': 7, " + FOLDS})
  void aPausedTrainingGoesOnWithTheBitsOfOneThatNeverWas(String part) {
    var undisturbed = ended(post(part)).path("result");
    String path = post(part);
    String job = "/v1/jobs/" + path.substring(path.lastIndexOf('/') + 1);

    for (int pauses = 0; pauses < 2; pauses++) {
      var asked = http.post(job + "/pause", "");
      assertThat(asked.status()).as(asked.text()).isIn(202, 409);
      var state = settled(job);
      if (state.path("state").asString().equals("paused")) {
        assertThat(http.get("/v1/jobs?state=paused").text()).contains(path);
        assertThat(http.get("/v1/trainings?state=paused").text()).contains(path);
        assertThat(http.post(job + "/resume", "").status()).isEqualTo(202);
        int epochs = http.get(path + "/metrics").json().path("items").size();
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () ->
                    http.get(path + "/metrics").json().path("items").size() > epochs
                        || http.get(job).json().path("finishedAt").isString());
      }
    }

    var resumed = ended(path).path("result");
    assertThat(resumed.path("weightsSha256")).isEqualTo(undisturbed.path("weightsSha256"));
    assertThat(resumed.path("testQuality")).isEqualTo(undisturbed.path("testQuality"));
    assertThat(http.post(job + "/pause", "").status()).isEqualTo(409);
  }

  /** The job once it neither waits nor runs. */
  private JsonNode settled(String job) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                !List.of("running", "queued")
                    .contains(http.get(job).json().path("state").asString()));
    return http.get(job).json();
  }

  private String post(String part) {
    var posted = http.post("/v1/trainings", training(part));
    assertThat(posted.status()).as(posted.text()).isEqualTo(202);
    return posted.header("Location").orElseThrow();
  }

  private JsonNode ended(String path) {
    var ended = http.finished(path, PATIENCE);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("succeeded");
    return ended;
  }

  private static String training(String part) {
    String batch = part.contains("batchSize") ? "" : "'batchSize': 20, ";
    return """
        {'dataset': 'synthetic-digits', 'trainSamples': 500, 'testSamples': 100, 'epochs': 3,
         %s'network': {'preset': 'mlp', 'hidden': [64]}, 'hardware': {'scheme': 'ideal'}, %s}
        """
        .formatted(batch, part)
        .replace('\'', '"');
  }
}
