package org.hafnia.service.evaluations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.plots.Pictures;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EvaluationOverHttpTest {

  private static final String PATH = "/v1/evaluations";
  private static final String MODEL = "small-binary";

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  EvaluationOverHttpTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @BeforeEach
  void trainOnce() {
    EvaluatedModel.train(http, jdbc, MODEL, "binary");
  }

  @Test
  void tellsHowAccuracyFallsWithBitErrors() throws Exception {
    var done =
        evaluated(
            """
            {"name": "a curve", "model": "small-binary", "draws": 6, "testSamples": 300,
             "errors": {"bitErrorRates": [0, 0.001, 0.01, 0.1, 0.5]}}
            """);

    var result = done.path("result");
    double free = result.at("/errorFree/value").asDouble();
    assertThat(free).isGreaterThan(0.7);
    var points = list(result.path("points"));
    assertThat(points).hasSize(5);
    assertThat(points.getFirst().path("accuracy").asDouble()).isCloseTo(free, within(1e-12));
    assertThat(points.getLast().path("accuracy").asDouble()).isCloseTo(0.1, within(0.12));
    assertThat(points)
        .allSatisfy(
            point -> {
              assertThat(point.path("draws").asLong()).isEqualTo(6);
              assertThat(point.path("perClass")).hasSize(10);
              long images =
                  list(point.at("/margins/counts")).stream().mapToLong(JsonNode::asLong).sum();
              assertThat(images).isEqualTo(6 * 300);
            });
    assertThat(points.get(3).path("weightErrorRate").asDouble()).isCloseTo(0.1, within(0.005));
    assertThat(result.path("losses")).hasSize(3);
    assertThat(result.at("/losses/2/errorRate").asDouble()).isBetween(0.001, 0.5);
    assertThat(result.at("/energy/totalJoule").asDouble()).isBetween(1e-9, 1e-6);
    assertThat(list(result.at("/energy/parameters")))
        .allSatisfy(one -> assertThat(one.path("source").asString()).isNotBlank());
    assertThat(result.at("/provenance/modelSha256").asString()).hasSize(64);
    files(result);
    lab(done);
  }

  private void files(JsonNode result) throws Exception {
    for (String name : List.of("accuracy.svg", "margins.svg")) {
      var picture = http.get(file(result, name));
      assertThat(Pictures.parse(picture.text().getBytes(StandardCharsets.UTF_8))).isNotNull();
    }
    assertThat(http.get(file(result, "points.csv")).text())
        .startsWith("point,name,sweptQuantity,sweptValue,expectedErrorRate,weightErrorRate,draws")
        .contains("error rate 0.01,bitErrorRate,0.01,0.01,");
    assertThat(http.get(file(result, "points.parquet")).text()).startsWith("PAR1");
  }

  private void lab(JsonNode done) {
    var accuracies =
        jdbc.sql("select accuracy from lab.evaluations where id = ?::uuid order by point")
            .param(done.path("id").asString())
            .query(Double.class)
            .list();
    assertThat(accuracies).hasSize(5);
    var page = http.get("/jobs/" + done.path("id").asString()).text();
    assertThat(page).contains("Without errors").contains("error rate 0.01");
    assertThat(http.get("/").text()).contains("Latest evaluations").contains("a curve");
  }

  /** The same draws whether points are run in one go, one by one, or after a restart. */
  @Test
  void givesTheSameNumbersForTheSameSeed() {
    var all = errors("0.01, 0.02, 0.05");

    var first = list(evaluated(all).at("/result/points"));
    var second = list(evaluated(all).at("/result/points"));
    var alone = list(evaluated(errors("0.05")).at("/result/points"));

    assertThat(second).isEqualTo(first);
    assertThat(alone.getFirst().path("accuracy")).isEqualTo(first.getLast().path("accuracy"));
  }

  @Test
  void drawsAfreshAtEachPointWhereAsked() {
    var apart =
        """
        {"model": "small-binary", "draws": 4, "testSamples": 300, "commonRandomNumbers": false,
         "errors": {"bitErrorRates": [0.05, 0.050000001]}}
        """;

    var points = list(evaluated(apart).at("/result/points"));

    assertThat(points.getFirst().path("weightErrorRate"))
        .isNotEqualTo(points.getLast().path("weightErrorRate"));
    assertThat(list(evaluated(apart).at("/result/points"))).isEqualTo(points);
  }

  @Test
  void endsAPointWhereItsIntervalIsNarrow() {
    var done =
        evaluated(
            """
            {"model": "small-binary", "draws": 400, "testSamples": 300,
             "until": {"halfWidth": 0.02}, "errors": {"bitErrorRates": [0.0001, 0.05]},
             "layers": ["layer1"]}
            """);

    var points = list(done.at("/result/points"));
    assertThat(points)
        .allSatisfy(
            point -> {
              assertThat(point.path("endedEarly").asBoolean()).isTrue();
              assertThat(point.path("draws").asLong()).isBetween(2L, 399L);
            });
    assertThat(done.at("/spec/layers/0").asInt()).isEqualTo(1);
    assertThat(done.at("/spec/layers")).hasSize(1);
  }

  @Test
  void readsWeightsFromCellsAlongASweep() {
    var done =
        evaluated(
            """
            {"model": "small-binary", "draws": 3, "testSamples": 300, "errors": {
              "device": {"states": {"lognormal": {"lrs": {"medianOhm": 10000, "sigma": 0.5},
                                                  "hrs": {"medianOhm": 40000, "sigma": 0.9}}}},
              "sweep": {"over": "stuckHigh", "values": [0, 0.05, 0.2]}}}
            """);

    var points = list(done.at("/result/points"));
    assertThat(points)
        .extracting(point -> point.path("sweptValue").asDouble())
        .containsExactly(0.0, 0.05, 0.2);
    assertThat(points.getLast().path("expectedErrorRate").asDouble())
        .isGreaterThan(points.getFirst().path("expectedErrorRate").asDouble() + 0.05);
    assertThat(points.getLast().path("weightErrorRate").asDouble())
        .isCloseTo(points.getLast().path("expectedErrorRate").asDouble(), within(0.01));
    assertThat(file(done.path("result"), "error-rate.png")).isNotBlank();
  }

  /** Half of the values between the layers are turned: nothing is left to tell digits by. */
  @Test
  void turnsActivationsWhereAsked() {
    var done =
        evaluated(
            """
            {"model": "small-binary", "draws": 3, "testSamples": 300, "weights": false,
             "activations": true, "errors": {"bitErrorRates": [0, 0.5]}}
            """);

    var points = list(done.at("/result/points"));
    assertThat(points.getFirst().path("accuracy").asDouble())
        .isEqualTo(done.at("/result/errorFree/value").asDouble());
    assertThat(points.getLast().path("accuracy").asDouble()).isCloseTo(0.1, within(0.1));
    assertThat(points.getLast().path("expectedErrorRate").asDouble()).isZero();
    assertThat(done.at("/result/losses")).isEmpty();
  }

  /** What an attempt had done is not done again, and does not come out otherwise. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancelsInTheMidstAndGoesOnToTheSameEnd(boolean common) {
    var request =
        """
        {"name": "long", "model": "small-binary", "draws": 40, "commonRandomNumbers": %s,
         "errors": {"bitErrorRates": [%s]}}
        """
            .formatted(common, String.join(", ", rates(20)));
    var accepted = http.post(PATH, request);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var job = accepted.json().at("/links/job").asString();
    Awaitility.await()
        .atMost(EvaluatedModel.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> http.get(job).json().path("progress").asDouble() > 0.1);

    assertThat(http.post(job + "/cancel", "").status()).isEqualTo(202);

    var ended = http.finished(job, EvaluatedModel.PATIENCE);
    assertThat(ended.path("state").asString()).isEqualTo("cancelled");
    assertThat(http.get(accepted.header("Location").orElseThrow()).json().has("result")).isFalse();
    assertThat(http.post(job + "/retry", "").status()).isEqualTo(202);
    var resumed = http.finished(accepted.header("Location").orElseThrow(), EvaluatedModel.PATIENCE);
    assertThat(resumed.at("/result/provenance/resumedFromPoint").asInt()).isPositive();
    assertThat(resumed.at("/result/points")).isEqualTo(evaluated(request).at("/result/points"));
  }

  @Test
  void checksWithoutQueueing() {
    var checked = http.post(PATH + "?validateOnly=true", errors("0.6")).json();

    assertThat(checked.path("valid").asBoolean()).isTrue();
    assertThat(checked.path("points").asInt()).isEqualTo(1);
    assertThat(checked.path("estimateSeconds").asDouble()).isPositive();
    assertThat(checked.at("/spec/dataset").asString()).isEqualTo("synthetic-digits");
    assertThat(checked.at("/spec/layers")).hasSize(2);
    assertThat(checked.at("/warnings/0").asString()).contains("0.5");
  }

  @Test
  void answersOneKeyOnceAndListsNewestFirst() {
    var first = http.post(PATH, errors("0.01"), "Idempotency-Key", "evaluation-1");
    var second = http.post(PATH, errors("0.01"), "Idempotency-Key", "evaluation-1");

    assertThat(second.status()).as(second.text()).isEqualTo(first.status()).isEqualTo(202);
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    var page = http.get(PATH + "?limit=1&model=small-binary").json();
    assertThat(page.at("/items/0/id")).isEqualTo(first.json().path("id"));
    assertThat(http.get(PATH + "?model=none").json().path("items")).isEmpty();
    var path = first.header("Location").orElseThrow();
    http.finished(path, EvaluatedModel.PATIENCE);
    var tag = http.get(path).header("ETag").orElseThrow();
    assertThat(http.get(path, "If-None-Match", tag).status()).isEqualTo(304);
  }

  private JsonNode evaluated(String request) {
    var accepted = http.post(PATH, request);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var done = http.finished(accepted.header("Location").orElseThrow(), EvaluatedModel.PATIENCE);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("succeeded");
    return done;
  }

  private static String errors(String rates) {
    return """
    {"model": "small-binary", "draws": 4, "testSamples": 300,
     "errors": {"bitErrorRates": [%s]}}
    """
        .formatted(rates);
  }

  private static List<String> rates(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> String.valueOf(i / 1000.0)).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String file(JsonNode result, String name) {
    return list(result.path("files")).stream()
        .filter(file -> file.path("name").asString().equals(name))
        .map(file -> file.path("href").asString())
        .findFirst()
        .orElseThrow();
  }
}
