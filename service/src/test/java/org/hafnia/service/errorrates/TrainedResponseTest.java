package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TrainedResponseTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;

  @Autowired
  TrainedResponseTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  private String trained(String tests) {
    var body =
        """
        {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": [32]}, "epochs": 1,
         "hardware": {"scheme": "ideal-with-errors", "draws": 2, "errors": {"test": [%s]}}}
        """
            .formatted(tests);
    var accepted = http.post("/v1/trainings", body);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var done = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("succeeded");
    return done.path("id").asString();
  }

  private TestHttp.Answer asked(String find) {
    return http.post(
        "/v1/error-rates",
        """
        {"cell": "2T2R",
         "states": {"lognormal": {"lrs": {"medianOhm": 5000, "sigma": 0.2},
                                  "hrs": {"medianOhm": 50000, "sigma": 0.8}}},
         "senseAmplifier": {"type": "pcsa"}, "methods": ["closed-form"],
         "sweep": {"over": "supplyVolt", "values": [0.9, 1.2]}, "find": %s}
        """
            .formatted(find));
  }

  @Test
  void judgesByTheTestsOfATraining() {
    var training = trained("{\"rate\": 0.01}, {\"rate\": 0.1}, {\"rate\": 0.4}");

    var answer = asked("{\"accuracyLossBelow\": 0.2, \"training\": \"%s\"}".formatted(training));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var curve = answer.json().at("/spec/find/responseCurve");
    assertThat(curve).hasSize(4);
    assertThat(curve.path(0).path("errorRate").asDouble()).isZero();
    assertThat(curve.path(3).path("errorRate").asDouble()).isBetween(0.39, 0.41);
    assertThat(curve.path(3).path("accuracy").asDouble())
        .isLessThan(curve.path(0).path("accuracy").asDouble());
    double limit = answer.json().at("/result/found/errorRateBelow").asDouble();
    assertThat(limit).isBetween(0.01, 0.4);
  }

  @Test
  void refusesTrainingsThatSayTooLittle() {
    var training = trained("{\"rate\": 0.1}");
    var few = asked("{\"accuracyLossBelow\": 0.2, \"training\": \"%s\"}".formatted(training));
    var none =
        asked(
            "{\"accuracyLossBelow\": 0.2, \"training\": \"00000000-0000-7000-8000-000000000000\"}");

    for (var refused : new TestHttp.Answer[] {few, none}) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/find/training");
    }
    assertThat(few.text()).contains("at 3 error rates or more", "this one has them at 1");
    assertThat(none.text()).contains("there is none");
  }
}
