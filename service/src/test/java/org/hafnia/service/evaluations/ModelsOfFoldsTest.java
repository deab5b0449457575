package org.hafnia.service.evaluations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A cross-validation leaves a model per fold, evaluated on the samples that it has not seen. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ModelsOfFoldsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String FOLDS = "'crossValidation': {'folds': 3, 'by': 'record'}";

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  ModelsOfFoldsTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  private TestHttp.Answer train(String part) {
    return post("/v1/trainings", part);
  }

  private TestHttp.Answer post(String path, String part) {
    return http.post(
        path,
        """
        {'dataset': 'synthetic-digits', 'trainSamples': 500, 'testSamples': 100, 'epochs': 3,
         'batchSize': 20, 'network': {'preset': 'mlp', 'hidden': [64]},
         'hardware': {'scheme': 'ideal'}, %s}
        """
            .formatted(part)
            .replace('\'', '"'));
  }

  private TestHttp.Answer evaluate(String model, String part) {
    String request =
        "{'model': '%s', 'draws': 2, 'errors': {'bitErrorRates': [0.001]}%s}"
            .formatted(model, part);
    return http.post("/v1/evaluations", request.replace('\'', '"'));
  }

  private JsonNode ended(TestHttp.Answer accepted) {
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    return ended(accepted.header("Location").orElseThrow());
  }

  private JsonNode ended(String path) {
    var done = http.finished(path, PATIENCE);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("succeeded");
    return done;
  }

  private List<String> models(JsonNode training) {
    return training.path("models").valueStream().map(one -> one.path("name").asString()).toList();
  }

  @Test
  void evaluatesEachModelOnTheSamplesOfItsFold() {
    var training = ended(train(FOLDS + ", 'saveAs': 'cut'"));

    assertThat(models(training))
        .containsExactlyInAnyOrder("cut-fold-1", "cut-fold-2", "cut-fold-3");
    for (int fold = 1; fold <= 3; fold++) {
      var found = training.at("/result/crossValidation/results").path(fold - 1);
      var model = http.get("/v1/models/cut-fold-" + fold).json();
      assertThat(model.path("weightsSha256")).isEqualTo(found.path("weightsSha256"));
      assertThat(model.at("/fold/fold").asInt()).isEqualTo(fold);
      assertThat(model.at("/fold/folds").asInt()).isEqualTo(3);
      assertThat(model.path("testAccuracy")).isEqualTo(found.at("/testAccuracy/value"));

      var result = ended(evaluate("cut-fold-" + fold, "")).path("result");
      assertThat(result.at("/errorFree/value").asDouble())
          .isCloseTo(found.at("/testAccuracy/value").asDouble(), within(1e-12));
      assertThat(result.at("/errorFree/total").asInt()).isEqualTo(200);
      assertThat(result.at("/provenance/fold").asInt()).isEqualTo(fold);
    }
    var tooMany = evaluate("cut-fold-1", ", 'testSamples': 201");
    assertThat(tooMany.json().at("/errors/0/pointer").asString()).isEqualTo("/testSamples");
    assertThat(tooMany.json().at("/errors/0/detail").asString()).contains("at most the 200");
    assertThat(
            jdbc.sql("select fold from lab.models where name = 'cut-fold-2'")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void leavesNoModelWhereNoNameIsGiven() {
    assertThat(models(ended(train(FOLDS)))).isEmpty();
  }

  @Test
  void keepsTheNamesOfAllFoldsFromTheFirstMomentOn() {
    var first = train(FOLDS + ", 'saveAs': 'held'");
    for (int look = 0; look < 2; look++) {
      for (String part : List.of("'saveAs': 'held-fold-3'", FOLDS + ", 'saveAs': 'held'")) {
        var taken = train(part);
        assertThat(taken.status()).as(taken.text()).isEqualTo(409);
        assertThat(taken.json().at("/errors/0/pointer").asString()).isEqualTo("/saveAs");
        assertThat(post("/v1/trainings?validateOnly=true", part).status()).isEqualTo(409);
      }
      ended(first);
    }
    assertThat(models(ended(train("'saveAs': 'held'")))).contains("held");
    assertThat(models(ended(train("'saveAs': 'held-fold-4'")))).contains("held-fold-4");
  }

  @Test
  void refusesMoreModelsThanAnyoneWouldLookAt() {
    var many = train("'crossValidation': {'folds': 3, 'repetitions': 34}, 'saveAs': 'many'");

    assertThat(many.status()).isEqualTo(422);
    assertThat(many.json().at("/errors/0/pointer").asString()).isEqualTo("/saveAs");
    assertThat(many.json().at("/errors/0/detail").asString()).contains("102 folds");
  }

  /** As after a crash: what was drafted is there once, and has the bits of an undisturbed run. */
  @Test
  void leavesEachModelOnceAndWholeWhenItGoesOnInTheMiddle() {
    var undisturbed = ended(train(FOLDS + ", 'seed': 7, 'saveAs': 'whole'"));
    var accepted = train(FOLDS + ", 'seed': 7, 'saveAs': 'broken'");
    String path = accepted.header("Location").orElseThrow();
    String id = path.substring(path.lastIndexOf('/') + 1);
    for (int fold = 2; fold <= 3; fold++) {
      int epochs = 3 * fold - 2;
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> http.get(path + "/metrics").json().path("items").size() >= epochs);
      http.post("/v1/jobs/" + id + "/pause", "");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !List.of("queued", "running").contains(state(path)));
      if (state(path).equals("paused")) {
        assertThat(http.get("/v1/models?name=broken").json().path("items")).isEmpty();
        http.post("/v1/jobs/" + id + "/resume", "");
      }
    }

    var resumed = ended(path);

    assertThat(models(resumed)).hasSize(3).doesNotHaveDuplicates();
    for (int fold = 1; fold <= 3; fold++) {
      assertThat(http.get("/v1/models/broken-fold-" + fold).json().path("weightsSha256"))
          .isEqualTo(http.get("/v1/models/whole-fold-" + fold).json().path("weightsSha256"));
      assertThat(http.get("/v1/models/broken-fold-" + fold + "/file?format=npz").status())
          .isEqualTo(200);
    }
    assertThat(jdbc.sql("select count(*) from model where name is null").query(Long.class).single())
        .isZero();
    assertThat(undisturbed.at("/result/weightsSha256"))
        .isEqualTo(resumed.at("/result/weightsSha256"));
  }

  private String state(String path) {
    return http.get(path).json().path("state").asString();
  }
}
