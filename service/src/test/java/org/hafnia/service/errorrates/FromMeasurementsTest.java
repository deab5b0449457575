package org.hafnia.service.errorrates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** From a file of cycling to error rates, by a fitted model and by counting in the reads. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FromMeasurementsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String RATES = "/v1/error-rates";
  private static final int CELLS = 60;
  private static final int BAD = 4;
  private static final int CYCLES = 40;

  private final TestHttp http;

  @Autowired
  FromMeasurementsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @Test
  void agreesByModelAndByCountingAndKeepsWhatItWasMadeFrom() {
    upload("agreeing", 1, BAD);
    var fit = fit("agreeing", "agreeing-states");

    var modelled = rate("{\"deviceModel\": \"agreeing-states\", \"excludeBadCells\": true}");
    var counted = rate("{\"measurementSet\": \"agreeing\", \"excludeBadCells\": true}");

    assertThat(modelled.at("/result/provenance/deviceModelSha256"))
        .isEqualTo(fit.at("/result/deviceModelSha256"));
    for (String cell : new String[] {"1T1R", "2T2R"}) {
      var model = one(modelled, cell, "");
      var count = one(counted, cell, "bootstrap");
      assertThat(model.path("value").asDouble())
          .as("%s: %s by the model, %s counted", cell, model, count)
          .isBetween(count.path("low").asDouble() / 1.3, count.path("high").asDouble() * 1.3);
    }
    stays("/v1/device-models/agreeing-states", "error rate");
    stays("/v1/measurement-sets/agreeing", "agreeing");
  }

  @Test
  void countsFewerErrorsWithoutBadCells() {
    upload("with-bad", 2, BAD);

    var all = rate("{\"measurementSet\": \"with-bad\"}");
    var good = rate("{\"measurementSet\": \"with-bad\", \"excludeBadCells\": true}");

    // A cell that is stuck in LRS errs about half of the time: 4 of 60 cells give 1/30.
    double stuck = one(all, "1T1R", "bootstrap").path("value").asDouble();
    assertThat(stuck).isBetween(0.02, 0.05);
    assertThat(one(good, "1T1R", "bootstrap").path("value").asDouble())
        .isPositive()
        .isLessThan(stuck / 2);
    stays("/v1/measurement-sets/with-bad", "with-bad");
  }

  @Test
  void keepsTheSetOfAFitAndLetsAnUnusedOneGo() {
    upload("fitted-only", 3, 0);
    fit("fitted-only", "fitted-only-states");
    upload("unused", 4, 0);

    stays("/v1/measurement-sets/fitted-only", "fitted-only");
    assertThat(delete("/v1/measurement-sets/unused").status()).isEqualTo(204);
    assertThat(delete("/v1/device-models/fitted-only-states").status()).isEqualTo(204);
  }

  @Test
  void refusesASetOfOneCell() {
    var csv = "device,cycle,state,resistanceOhm\na,1,LRS,5000\na,1,HRS,90000\n";
    http.multipart(
        "/v1/measurement-sets",
        Map.of("request", "{\"name\": \"one cell\", \"kind\": \"cycling\"}"),
        Map.of("file", csv.getBytes(UTF_8)));

    var refused = http.post(RATES, question("{\"measurementSet\": \"one cell\"}"));

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.json().path("detail").asString()).contains("at least 2 cells", "found 1");
  }

  @Test
  void refusesAModelOfAnotherFamilyByItsName() {
    var refused = http.post(RATES, question("{\"deviceModel\": \"hfo2-weak-reset-2021\"}"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("type").asString()).endsWith("wrong-model-family");
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/states/deviceModel");
  }

  private void stays(String path, String because) {
    var refused = delete(path);
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains(because);
    assertThat(http.get(path).status()).isEqualTo(200);
  }

  private TestHttp.Answer delete(String path) {
    return http.send("DELETE", path, BodyPublishers.noBody());
  }

  private void upload(String name, long seed, int bad) {
    var request = "{\"name\": \"%s\", \"kind\": \"cycling\"}".formatted(name);
    var answer =
        http.multipart(
            "/v1/measurement-sets",
            Map.of("request", request),
            Map.of("file", cycling(seed, bad).getBytes(UTF_8)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  /** Lognormal over cells and over cycles; the first cells are stuck in LRS. */
  private static String cycling(long seed, int bad) {
    var random = new SplittableRandom(seed);
    var csv = new StringBuilder("device,cycle,state,resistanceOhm\n");
    for (int cell = 0; cell < CELLS; cell++) {
      double low = 8.5 + 0.1 * random.nextGaussian();
      double high = cell < bad ? low : 10.6 + 0.3 * random.nextGaussian();
      for (int cycle = 1; cycle <= CYCLES; cycle++) {
        row(csv, "c" + cell + "," + cycle + ",LRS", low + 0.2 * random.nextGaussian());
        row(csv, "c" + cell + "," + cycle + ",HRS", high + 0.6 * random.nextGaussian());
      }
    }
    return csv.toString();
  }

  private static void row(StringBuilder csv, String key, double lnOhm) {
    csv.append(String.format(Locale.ROOT, "%s,%.2f%n", key, Math.exp(lnOhm)));
  }

  private JsonNode fit(String set, String name) {
    var accepted =
        http.post(
            "/v1/fits",
            """
            {"name": "%s", "measurementSet": "%s", "family": "states", "bootstrapDraws": 20}
            """
                .formatted(name, set));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var fit = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(fit.path("state").asString()).as(fit.toString()).isEqualTo("succeeded");
    return fit;
  }

  private JsonNode rate(String states) {
    var answer = http.post(RATES, question(states));
    assertThat(answer.status()).as(answer.text()).isIn(201, 202);
    var rate = http.finished(answer.header("Location").orElseThrow(), PATIENCE);
    assertThat(rate.path("state").asString()).as(rate.toString()).isEqualTo("succeeded");
    return rate;
  }

  private static String question(String states) {
    return """
        {"cell": "2T2R", "states": %s, "against": ["none"], "bootstrapDraws": 500}
        """
        .formatted(states);
  }

  /** The first rate of a cell by a method, or by any where that is empty. */
  private static JsonNode one(JsonNode rate, String cell, String method) {
    return rate.at("/result/points/0/rates")
        .valueStream()
        .filter(one -> one.path("cell").asString().equals(cell))
        .filter(one -> one.path("method").asString().contains(method))
        .filter(one -> one.path("error").asString().equals("bit-error"))
        .findFirst()
        .orElseThrow();
  }
}
