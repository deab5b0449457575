package org.hafnia.service.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** How trainings are led: what is refused, what is filled in, what comes out. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PlansOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;

  @Autowired
  PlansOverHttpTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'optimizer': {'name': 'adam-pulses'} | /optimizer/name",
        "'optimizer': {'momentum': 0.9} | /optimizer/momentum",
        "'optimizer': {'name': 'sgd', 'momentum': 1} | /optimizer/momentum",
        "'optimizer': {'weightDecay': 0.1} | /optimizer/weightDecay",
        "'optimizer': {'clipNorm': 0} | /optimizer/clipNorm",
        "'optimizer': {'halveEveryEpochs': 3, 'schedule': {'name': 'constant'}}"
            + " | /optimizer/halveEveryEpochs",
        "'optimizer': {'schedule': {'name': 'step', 'growth': 2}} | /optimizer/schedule/growth",
        "'optimizer': {'schedule': {'name': 'linear'}} | /optimizer/schedule/name",
        "'loss': {'name': 'squared-hinge', 'labelSmoothing': 0.1} | /loss/labelSmoothing",
        "'loss': {'classWeights': [1, 2]} | /loss/classWeights",
        "'loss': {'classWeights': [0]} | /loss/classWeights/0",
        "'earlyStopping': {} | /validationFraction",
        "'validationFraction': 0.95 | /validationFraction",
        "'augmentation': {'timeShift': 28} | /augmentation",
        "'augmentation': {'cropPadding': -1} | /augmentation/cropPadding"
      })
  void refusesWhatDoesNotGoTogetherAndSaysWhere(String part, String pointer) {
    var refused = http.post("/v1/trainings?validateOnly=true", training(part));

    assertThat(refused.status()).as(refused.text()).isBetween(400, 422);
    assertThat(refused.json().path("errors").values())
        .as(refused.text())
        .extracting(error -> error.path("pointer").asString())
        .contains(pointer);
  }

  @Test
  void fillsInWhatIsLeftOpen() {
    var checked =
        http.post(
                "/v1/trainings?validateOnly=true",
                training("'optimizer': {'name': 'adamw', 'schedule': {'name': 'cosine-restarts'}}"))
            .json()
            .path("spec");

    assertThat(checked.at("/optimizer/weightDecay").asDouble()).isEqualTo(0.025);
    assertThat(checked.at("/optimizer/learningRate").asDouble()).isEqualTo(0.01);
    assertThat(checked.at("/optimizer/schedule/firstEpochs").asInt()).isEqualTo(100);
    assertThat(checked.at("/optimizer").has("halveEveryEpochs")).isFalse();
    assertThat(checked.has("loss")).isFalse();
  }

  @Test
  void holdsSamplesOutStopsEarlyAndTellsTheQualityOfEveryClass() {
    var posted =
        http.post(
            "/v1/trainings",
            training(
                "'validationFraction': 0.25, 'earlyStopping': {'patienceEpochs': 1, "
                    + "'minimumGain': 0.9}, 'augmentation': {'cropPadding': 1, 'noise': 0.02}, "
                    + "'optimizer': {'name': 'sgd', 'clipNorm': 1}, "
                    + "'loss': {'labelSmoothing': 0.1}"));
    assertThat(posted.status()).as(posted.text()).isEqualTo(202);
    var ended = http.finished(posted.header("Location").orElseThrow(), PATIENCE);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("succeeded");
    var result = ended.path("result");

    assertThat(result.path("epochs").size()).as("%s", result).isLessThan(8);
    assertThat(result.at("/epochs/0/validationAccuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(result.path("bestEpoch").asInt()).isPositive();
    var quality = result.path("testQuality");
    assertThat(quality.path("perClass").size()).isEqualTo(10);
    assertThat(
            quality.path("confusion").values().stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(JsonNode::asInt)
                .sum())
        .isEqualTo(200);
    assertThat(quality.has("rocArea")).as("of ten classes there is none").isFalse();
  }

  private static String training(String part) {
    return """
        {'dataset': 'synthetic-digits', 'trainSamples': 400, 'testSamples': 200, 'epochs': 8,
         'batchSize': 50, 'network': {'preset': 'mlp', 'hidden': [16]},
         'hardware': {'scheme': 'ideal'}, %s}
        """
        .formatted(part)
        .replace('\'', '"');
  }
}
