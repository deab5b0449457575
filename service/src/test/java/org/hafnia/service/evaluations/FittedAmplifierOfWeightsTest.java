package org.hafnia.service.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.errorrates.ExampleAmplifier;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Amplifiers of a device model read the weights of trainings and evaluations. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FittedAmplifierOfWeightsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MODEL = ExampleAmplifier.MODEL;
  private static final String PROGRAMMED = "'scheme': 'programmed', 'draws': 2, 'cells': C";
  private static final String WITH_ERRORS =
      "'scheme': 'ideal-with-errors', 'draws': 2, 'errors': {'training': {'cells': C}}";
  private static final String MEASURED = "'supplyVolt': 0.6, 'temperatureCelsius': 25";

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  FittedAmplifierOfWeightsTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @BeforeEach
  void fitAndTrainOnce() throws IOException {
    if (http.get("/v1/device-models/" + MODEL).status() != 200) {
      ExampleAmplifier.fit(http);
    }
    EvaluatedModel.train(http, jdbc, "small-ternary", "ternary");
  }

  private static String cells(String amplifier, String more) {
    return """
        {'states': {'lognormal': {'lrs': {'medianOhm': 5000, 'sigma': 0.2},
                                  'hrs': {'medianOhm': 150000, 'sigma': 0.5}}}%s,
         'senseAmplifier': {'type': 'pcsa', %s}}
        """
        .formatted(more, amplifier);
  }

  private static String named(String name, String more) {
    return "'deviceModel': '%s', %s".formatted(name, more);
  }

  private TestHttp.Answer train(String hardware, String cells) {
    String request =
        """
        {'dataset': 'synthetic-digits', 'trainSamples': 500, 'testSamples': 200, 'epochs': 1,
         'batchSize': 100, 'hardware': {%s},
         'network': {'preset': 'mlp', 'hidden': [16], 'weights': 'ternary'},
         'optimizer': {'name': 'adam', 'learningRate': 0.01}}
        """
            .formatted(hardware.replace("C", cells));
    return http.post("/v1/trainings", request.replace('\'', '"'));
  }

  private TestHttp.Answer evaluate(String cells, String sweep) {
    String request =
        "{'model': 'small-ternary', 'draws': 2, 'testSamples': 200, 'errors': {'device': %s%s}}"
            .formatted(cells, sweep);
    return http.post("/v1/evaluations", request.replace('\'', '"'));
  }

  private JsonNode result(TestHttp.Answer accepted) {
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var done = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("succeeded");
    return done.path("result");
  }

  private static void refused(TestHttp.Answer answer, String pointer, String why) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asString()).contains(why);
  }

  private String digest() {
    return http.get("/v1/device-models/" + MODEL).json().path("sha256").asString();
  }

  @Test
  void readsTheWeightsOfTrainingsAndSaysWhichModelItWas() {
    for (String hardware : new String[] {PROGRAMMED, WITH_ERRORS}) {
      var result = result(train(hardware, cells(named(MODEL, MEASURED), "")));

      var test = result.path("hardwareTests").path(0);
      assertThat(test.path("expectedWeightErrorRate").asDouble()).isBetween(1e-9, 0.5);
      assertThat(test.path("accuracies")).hasSize(2);
      assertThat(result.at("/provenance/cellModels").path(MODEL).asString()).isEqualTo(digest());
      assertThat(result.path("warnings").toString()).doesNotContain("measured");
    }
    var deleted = http.send("DELETE", "/v1/device-models/" + MODEL, TestHttp.nothing());
    assertThat(deleted.status()).as(deleted.text()).isEqualTo(409);
  }

  @Test
  void readsTheWeightsOfEvaluationsAndSaysWhichModelItWas() {
    var fitted = result(evaluate(cells(named(MODEL, MEASURED), ""), ""));
    var generic = result(evaluate(cells(MEASURED, ""), ""));

    assertThat(rate(fitted)).isPositive().isNotEqualTo(rate(generic));
    assertThat(fitted.at("/provenance/cellModels").path(MODEL).asString()).isEqualTo(digest());
    assertThat(generic.at("/provenance/cellModels")).isEmpty();
  }

  private static double rate(JsonNode result) {
    return result.at("/points/0/expectedErrorRate").asDouble();
  }

  @Test
  void goesBeyondWhatWasMeasuredOnlyWhereAskedAndThenSaysSo() {
    var beyond = cells(named(MODEL, "'supplyVolt': 0.8, 'temperatureCelsius': 25"), "");
    var told =
        cells(named(MODEL, "'supplyVolt': 0.8, 'temperatureCelsius': 25"), ", 'extrapolate': true");
    var sweep = ", 'sweep': {'over': 'supplyVolt', 'values': [0.6, 0.9]}";

    String volt = "senseAmplifier/supplyVolt";
    refused(train(PROGRAMMED, beyond), "/hardware/cells/" + volt, "outside the measured range");
    String training = "/hardware/errors/training/cells/" + volt;
    refused(train(WITH_ERRORS, beyond), training, "extrapolate: true");
    refused(evaluate(beyond, ""), "/errors/device/" + volt, "outside the measured range");
    var measured = cells(named(MODEL, MEASURED), "");
    refused(evaluate(measured, sweep), "/errors/sweep/values/1", "0.9");
    var hot = cells(named(MODEL, "'supplyVolt': 0.6, 'temperatureCelsius': 85"), "");
    refused(evaluate(hot, ""), "/errors/device/senseAmplifier/temperatureCelsius", "temperature");
    assertThat(result(train(PROGRAMMED, told)).path("warnings").toString()).contains("supply");
    assertThat(result(evaluate(told, "")).path("warnings").toString()).contains("supply");
  }

  @Test
  void refusesWhatIsNoAmplifierAndWhatTheModelHasItself() {
    String device = "senseAmplifier/deviceModel";
    var states = cells(named("hfo2-radar-2021", MEASURED), "");
    refused(train(PROGRAMMED, states), "/hardware/cells/" + device, "family sense-amplifier");
    refused(evaluate(states, ""), "/errors/device/" + device, "family sense-amplifier");
    var absent = cells(named("example-sense-amplifer", MEASURED), "");
    refused(train(PROGRAMMED, absent), "/hardware/cells/" + device, MODEL);
    var own = cells(named(MODEL, MEASURED + ", 'corner': 'ff'"), "");
    refused(train(PROGRAMMED, own), "/hardware/cells/senseAmplifier/corner", "have their own");
    refused(evaluate(own, ""), "/errors/device/senseAmplifier/corner", "have their own");
  }
}
