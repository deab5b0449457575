package org.hafnia.service.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@Import(FitFakes.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FitOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String FITS = "/v1/fits";

  private final TestHttp http;
  private final JdbcClient jdbc;
  private final FakeFitting fitting;

  @Autowired
  FitOverHttpTest(@LocalServerPort int port, JdbcClient jdbc, FakeFitting fitting) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
    this.fitting = fitting;
  }

  @BeforeEach
  void uploadTraces() {
    FitFakes.uploadTraces(http);
  }

  @Test
  void walksFromTheRequestToAModelThatATrainingUses() {
    var accepted = http.post(FITS, fit("walked", "auto"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.json().path("name").asString()).isEqualTo("walked");
    var path = accepted.header("Location").orElseThrow();
    var fit = http.finished(path, PATIENCE);
    assertThat(fit.path("state").asString()).as(fit.toString()).isEqualTo("succeeded");
    var result = fit.path("result");
    assertThat(result.path("variant").asString()).isEqualTo("two-slopes");
    assertThat(result.at("/parameters/0/estimates/scale/standardError").asDouble()).isEqualTo(1e-5);
    assertThat(result.at("/parameters/0/estimates/location/identified").asBoolean(true)).isFalse();
    assertThat(result.at("/parameters/0/estimates/location/low").isMissingNode()).isTrue();
    assertThat(result.path("devices")).hasSize(4);
    assertThat(result.path("deviceCount").asInt()).isEqualTo(4);
    assertThat(result.path("warnings")).hasSize(1);
    assertThat(result.at("/provenance/measurementSetSha256").asString()).hasSize(64);
    assertThat(result.at("/provenance/rows").asInt()).isEqualTo(404);
    assertThat(http.get(result.at("/plots/1/href").asString()).text()).contains("<svg");
    var table = http.get(result.at("/files/0/href").asString());
    assertThat(table.text())
        .startsWith("device,symbol,value,standardError")
        .contains("d0,m1,7.0E-4");
    var model = http.get(fit.at("/links/deviceModel").asString()).json();
    assertThat(model.path("origin").asString()).isEqualTo("fit");
    assertThat(model.path("fit").asString()).isEqualTo(path);
    assertThat(model.path("sha256")).isEqualTo(result.path("deviceModelSha256"));
    var picture = http.get("/v1/device-models/walked/plots/traces.svg");
    assertThat(picture.status()).isEqualTo(307);
    assertThat(picture.header("Location")).contains(result.at("/plots/1/href").asString());
    var training = train("walked");
    assertThat(training.at("/result/warnings/0").asString()).contains("measured up to 1:");
    assertThat(training.at("/result/provenance/deviceModelSha256")).isEqualTo(model.path("sha256"));
  }

  @Test
  void derivesANameThatNothingHas() {
    var first = http.post(FITS, "{'measurementSet': 'traces'}".replace('\'', '"'));
    var second = http.post(FITS, "{'measurementSet': 'traces'}".replace('\'', '"'));

    assertThat(first.json().path("name").asString()).isEqualTo("traces-fit");
    assertThat(second.json().path("name").asString()).isEqualTo("traces-fit-2");
  }

  @Test
  void givesANameToOneFitOnly() {
    var first = http.post(FITS, fit("wanted-twice", "slow"));

    var second = http.post(FITS, fit("wanted-twice", "auto"));
    var posted =
        http.post(
            "/v1/device-models",
            http.get("/v1/device-models/hfo2-weak-reset-2021")
                .text()
                .replace("hfo2-weak-reset-2021", "wanted-twice"));

    assertThat(List.of(second.status(), posted.status())).containsOnly(409);
    assertThat(second.json().path("detail").asString())
        .contains("wanted-twice", first.json().path("id").asString());
    awaitStage(first.header("Location").orElseThrow());
    fitting.release();
    http.finished(first.header("Location").orElseThrow(), PATIENCE);
    assertThat(http.post(FITS, fit("wanted-twice", "auto")).status()).isEqualTo(409);
  }

  @Test
  void keepsTheFitWhenItsNameWasTakenBeforeARetry() {
    var path = http.post(FITS, fit("lost-name", "slow")).header("Location").orElseThrow();
    var id = path.substring(path.lastIndexOf('/') + 1);
    http.post("/v1/jobs/" + id + "/cancel", "");
    http.finished(path, PATIENCE);
    var other = http.post(FITS, fit("lost-name", "auto")).header("Location").orElseThrow();
    http.finished(other, PATIENCE);

    http.post("/v1/jobs/" + id + "/retry", "");
    awaitStage(path);
    fitting.release();

    var fit = http.finished(path, PATIENCE);
    assertThat(fit.path("state").asString()).isEqualTo("failed");
    assertThat(fit.at("/problem/type").asString()).endsWith("device-model-exists");
    assertThat(fit.at("/result/parameters")).isNotEmpty();
    assertThat(fit.at("/links/deviceModel").isMissingNode()).isTrue();
  }

  @Test
  void stopsInTheMiddleWhenCancelled() {
    var path = http.post(FITS, fit("cancelled", "slow")).header("Location").orElseThrow();
    var running = awaitStage(path);

    http.post("/v1/jobs/" + running.path("id").asString() + "/cancel", "");

    assertThat(http.finished(path, PATIENCE).path("state").asString()).isEqualTo("cancelled");
    assertThat(http.get("/v1/device-models/cancelled").status()).isEqualTo(404);
    assertThat(http.post(FITS, fit("cancelled", "auto")).status()).isEqualTo(202);
  }

  private JsonNode awaitStage(String path) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> http.get(path).json(),
            fit -> fit.path("stage").asString("").startsWith("half of 4 devices"));
  }

  @Test
  void checksWithoutQueueing() {
    var check = http.post(FITS + "?validateOnly=true", fit("only-checked", "auto"));

    assertThat(check.status()).as(check.text()).isEqualTo(200);
    assertThat(check.json().at("/spec/confidence").asDouble()).isEqualTo(0.95);
    assertThat(check.json().path("rows").asInt()).isEqualTo(404);
    assertThat(check.json().at("/memory/estimateBytes").asLong()).isPositive();
    assertThat(
            jdbc.sql("select count(*) from fit where device_model = 'only-checked'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void queuesOneFitForOneKey() {
    var first = http.post(FITS, fit("keyed", "auto"), "Idempotency-Key", "fit-1");
    var second = http.post(FITS, fit("keyed", "auto"), "Idempotency-Key", "fit-1");

    assertThat(second.status()).as(second.text()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
  }

  @Test
  void listsNewestFirstAndAnswersQuestionsAskedByHand() {
    for (var name : List.of("listed-a", "listed-b", "listed-c")) {
      var path = http.post(FITS, fit(name, "auto")).header("Location").orElseThrow();
      http.finished(path, PATIENCE);
    }

    var page = http.get(FITS + "?name=listed&limit=2").json();
    var rest =
        http.get(FITS + "?name=listed&limit=2&cursor=" + page.path("nextCursor").asString()).json();
    var row =
        jdbc.sql("select * from lab.fits where device_model = 'listed-a'").query().singleRow();

    assertThat(names(page)).containsExactly("listed-c", "listed-b");
    assertThat(names(rest)).containsExactly("listed-a");
    assertThat(http.get(FITS + "?family=states").json().path("items")).isEmpty();
    assertThat(row)
        .containsEntry("state", "succeeded")
        .containsEntry("fitted_variant", "two-slopes")
        .containsEntry("log_likelihood", 100.5);
  }

  @Test
  void letsTheModelOfAFitGoAndKeepsTheResult() {
    var path = http.post(FITS, fit("let-go", "auto")).header("Location").orElseThrow();
    var before = http.finished(path, PATIENCE);

    var deleted =
        http.send("DELETE", before.at("/links/deviceModel").asString(), BodyPublishers.noBody());

    assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    var after = http.get(path).json();
    assertThat(after.path("result")).isEqualTo(before.path("result"));
    assertThat(after.at("/links/deviceModel").isMissingNode()).isTrue();
  }

  private JsonNode train(String model) {
    var accepted =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "synthetic-digits", "trainSamples": 100, "testSamples": 100, "epochs": 1,
             "batchSize": 100, "network": {"preset": "mlp", "hidden": [8]},
             "hardware": {"deviceModel": "%s"}}
            """
                .formatted(model));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    return http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
  }

  private static String fit(String name, String variant) {
    return """
        {"name": "%s", "measurementSet": "traces", "family": "weak-reset", "variant": "%s"}
        """
        .formatted(name, variant);
  }

  private static List<String> names(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("name").asString()).toList();
  }
}
