package org.hafnia.service.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

/** The hardware part of trainings: what is refused, what is filled in, what comes out. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SchemesOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;

  @Autowired
  SchemesOverHttpTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'scheme': 'ideal', 'deviceModel': 'x'} | /hardware/deviceModel",
        "{'scheme': 'ideal', 'draws': 3} | /hardware/draws",
        "{'scheme': 'weak-reset', 'imperfections': {'writeNoise': true}}"
            + " | /hardware/imperfections/writeNoise",
        "{'scheme': 'ideal', 'ternaryThreshold': 0.1} | /hardware/ternaryThreshold",
        "{'scheme': 'weak-reset', 'initialDeviation': 0.1} | /hardware/initialDeviation",
        "{'scheme': 'ideal', 'initialDeviation': 0} | /hardware/initialDeviation",
        "{'scheme': 'ideal-with-errors'} | /hardware/errors",
        "{'scheme': 'ideal-with-errors', 'errors': {'gradient': 'through-errors', "
            + "'test': [{'rate': 0.1}]}}"
            + " | /hardware/errors/gradient",
        "{'scheme': 'ideal-with-errors', 'errors': {'training': {}}} | /hardware/errors/training",
        "{'scheme': 'ideal-with-errors', 'errors': {'training': {'rate': 0.1, "
            + "'signReversal': 0.1}}}"
            + " | /hardware/errors/training",
        "{'scheme': 'ideal-with-errors', 'errors': {'test': [{'zeroAsNonzero': 0.1}]}}"
            + " | /hardware/errors/test/0/zeroAsNonzero",
        "{'scheme': 'ideal-with-errors', 'errors': {'test': [{'rate': 0.6}]}}"
            + " | /hardware/errors/test/0/rate",
        "{'scheme': 'pulse-response'} | /hardware/deviceModel",
        "{'scheme': 'pulse-response', 'deviceModel': 'hfo2-weak-reset-2021'}"
            + " | /hardware/deviceModel",
        "{'scheme': 'pulse-response', 'deviceModel': 'no-such-model'} | /hardware/deviceModel",
        "{'scheme': 'programmed'} | /hardware/cells",
        "{'scheme': 'programmed', 'cells': {'states': {}}} | /hardware/cells/states",
        "{'scheme': 'programmed', 'cells': {'states': {'measurementSet': 'x'}}}"
            + " | /hardware/cells/states/measurementSet",
        "{'scheme': 'programmed', 'cells': {'states': {'deviceModel': 'no-such-model'}}}"
            + " | /hardware/cells/states/deviceModel",
        "{'scheme': 'programmed', 'cells': {'states': {'deviceModel': "
            + "'rram-40nm-endurance', 'cycles': 1e12}}}"
            + " | /hardware/cells/states/cycles",
        "{'scheme': 'programmed', 'imperfections': {'badCells': false}, 'cells': "
            + "{'states': {'deviceModel': 'rram-40nm-endurance', 'cycles': 1000}}}"
            + " | /hardware/imperfections/badCells",
        "{'scheme': 'programmed', 'errors': {'test': [{'rate': 0.1}]}, 'cells': "
            + "{'states': {'deviceModel': 'hfo2-radar-2021'}}}"
            + " | /hardware/errors/test"
      })
  void refusesWhatDoesNotGoTogetherAndSaysWhere(String hardware, String pointer) {
    var refused = http.post("/v1/trainings?validateOnly=true", training(hardware));

    assertThat(refused.status()).as(refused.text()).isBetween(400, 422);
    assertThat(refused.json().path("errors").values())
        .as(refused.text())
        .extracting(error -> error.path("pointer").asString())
        .contains(pointer);
  }

  @Test
  void refusesSchemesForRealWeightsThatHaveNoPlaceForThem() {
    var body =
        training("{'scheme': 'ideal-with-errors', 'errors': {'training': {'rate': 0.1}}}")
            .replace("\"weights\": \"binary\"", "\"weights\": \"real\"");

    var refused = http.post("/v1/trainings?validateOnly=true", body);

    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/network/weights");
  }

  @Test
  void fillsInWhatIsLeftOpen() {
    var checked =
        http.post(
                "/v1/trainings?validateOnly=true",
                training("{'scheme': 'pulse-response', 'deviceModel': 'ecram-tang-2018'}"))
            .json();

    var hardware = checked.at("/spec/hardware");
    assertThat(hardware.at("/pulses/rounding").asString()).isEqualTo("stochastic");
    assertThat(hardware.at("/imperfections/cycleToCycle").asBoolean()).isTrue();
    assertThat(hardware.path("imperfections").has("telegraphNoise")).isFalse();
    assertThat(checked.at("/spec/optimizer/name").asString()).isEqualTo("adam-pulses");
    assertThat(checked.at("/memory/parts/hardware").asLong()).isEqualTo(16L * (784 * 16 + 160));
  }

  @Test
  void saysHowLatentWeightsBeginAndWhatErrorsDoToGradients() {
    var errors = "{'scheme': 'ideal-with-errors', 'errors': {'training': {'rate': 0.1}}}";
    var usual = http.post("/v1/trainings?validateOnly=true", training(errors)).json();
    assertThat(usual.at("/spec/hardware/initialDeviation").asDouble()).isEqualTo(0.03);
    assertThat(usual.at("/spec/hardware/errors/gradient").asString()).isEqualTo("straight-through");

    var asked =
        training(
            "{'scheme': 'ideal-with-errors', 'initialDeviation': 0.077, 'errors': "
                + "{'gradient': 'through-errors', 'training': {'rate': 0.1}}}");
    var told = http.post("/v1/trainings?validateOnly=true", asked).json();
    assertThat(told.at("/spec/hardware/initialDeviation").asDouble()).isEqualTo(0.077);
    assertThat(told.at("/spec/hardware/errors/gradient").asString()).isEqualTo("through-errors");
  }

  @Test
  void testsWithErrorsAndThoseOfCells() {
    var result =
        finished(
            """
            {'scheme': 'ideal-with-errors', 'draws': 3, 'errors': {
               'training': {'rate': 0.02},
               'test': [{'rate': 0}, {'rate': 0.2},
                        {'cells': {'states': {'deviceModel': 'hfo2-radar-2021'}}}]}}
            """);

    var tests = List.copyOf(result.path("hardwareTests").values());
    assertThat(tests).hasSize(3);
    assertThat(tests.get(0).path("mean").asDouble())
        .isEqualTo(result.at("/testAccuracy/value").asDouble());
    assertThat(tests.get(1).path("accuracies")).hasSize(3);
    assertThat(tests.get(1).path("weightErrorRate").asDouble()).isBetween(0.19, 0.21);
    assertThat(tests.get(1).at("/overDraws/low").asDouble())
        .isLessThan(tests.get(1).at("/overDraws/high").asDouble());
    var asked =
        http.post(
                "/v1/error-rates",
                "{\"cell\": \"2T2R\", \"states\": {\"deviceModel\": \"hfo2-radar-2021\"},"
                    + " \"methods\": [\"closed-form\"]}")
            .json();
    assertThat(tests.get(2).path("expectedWeightErrorRate").asDouble())
        .isEqualTo(asked.at("/result/points/0/rates/0/value").asDouble());
    assertThat(result.at("/provenance/cellModels/hfo2-radar-2021").asString()).hasSize(64);
  }

  @Test
  void writesTrainedWeightsToCells() {
    var result =
        finished(
            """
            {'scheme': 'programmed', 'draws': 2, 'imperfections': {'stateSpread': false},
             'cells': {'states': {'deviceModel': 'hfo2-radar-2021-tails'}}}
            """);

    var test = result.at("/hardwareTests/0");
    assertThat(test.path("weightErrorRate").asDouble()).isZero();
    assertThat(test.path("mean").asDouble()).isEqualTo(result.at("/testAccuracy/value").asDouble());
    var layer = result.at("/layers/0");
    assertThat(layer.path("setOperations").asLong()).isEqualTo(784L * 16);
    assertThat(layer.path("resetOperations").asLong()).isEqualTo(784L * 16);
  }

  @Test
  void booksThePulsesOfAnalogDevices() {
    var result = finished("{'scheme': 'pulse-response', 'deviceModel': 'capacitor-li-2018'}");

    var pulses = result.at("/layers/0/pulseDistribution");
    assertThat(pulses.path("max").asInt()).isPositive();
    assertThat(pulses.path("median").asInt()).isLessThanOrEqualTo(pulses.path("p95").asInt());
    assertThat(result.has("energyMicrojoule") && !result.path("energyMicrojoule").isNull())
        .isFalse();
    assertThat(result.path("pulses").asLong()).isPositive();
  }

  private JsonNode finished(String hardware) {
    var accepted = http.post("/v1/trainings", training(hardware));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    return training.path("result");
  }

  private static String training(String hardware) {
    return """
    {"dataset": "synthetic-digits", "trainSamples": 400, "testSamples": 200, "epochs": 2,
     "batchSize": 100, "seed": 1, "hardware": %s,
     "network": {"preset": "mlp", "hidden": [16], "weights": "binary", "activations": "binary"}}
    """
        .formatted(hardware.replace('\'', '"'));
  }
}
