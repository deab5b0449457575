package org.hafnia.service.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class KeptModelsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;
  private final JdbcClient jdbc;
  private final Models models;

  @Autowired
  KeptModelsTest(@LocalServerPort int port, JdbcClient jdbc, Models models) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
    this.models = models;
  }

  @Test
  void aCompletedTrainingLeavesItsLastNetworkUnderItsId() {
    var training = trained("\"epochs\": 1");

    var model = models.find(training.path("id").asString());

    assertThat(model.kept()).isEqualTo(Kept.LAST);
    assertThat(model.content().weightsSha256())
        .isEqualTo(training.at("/result/weightsSha256").asString());
    assertThat(model.testAccuracy())
        .isEqualTo(training.at("/result/testAccuracy/value").asDouble());
    var network = models.load(model.id());
    assertThat(network.sha256()).isEqualTo(model.content().weightsSha256());
    assertThat(network.array("layer1.weight").orElseThrow().shape()).containsExactly(16, 784);
    assertThat(network.array("layer1.latent").orElseThrow().shape()).containsExactly(16, 784);
    assertThat(models.find(model.id().toString())).isEqualTo(model);
  }

  @Test
  void keepsTheBestEpochBesideTheLastOneWhereTheyDiffer() {
    // A rate that grows wild lets a later epoch be worse than an earlier one.
    var training =
        trained(
            """
            "epochs": 6, "saveAs": "both", "validationFraction": 0.3,
            "optimizer": {"name": "adam", "learningRate": 0.5}
            """);
    var last = models.find("both");
    int bestEpoch = training.at("/result/bestEpoch").asInt();

    assertThat(last.epoch()).isEqualTo(6);
    assertThat(last.validationAccuracy()).isNotNull();
    if (bestEpoch == 6) {
      assertThat(models.lookUp("both-best")).isEmpty();
    } else {
      var best = models.find("both-best");
      assertThat(best.epoch()).isEqualTo(bestEpoch);
      assertThat(models.load(best.id()).sha256()).isNotEqualTo(last.content().weightsSha256());
    }
    assertThat(jdbc.sql("select count(*) from model where name is null").query(Long.class).single())
        .isZero();
  }

  @Test
  void refusesANameThatIsTakenBeforeAnythingIsQueued() {
    trained("\"epochs\": 1, \"saveAs\": \"taken\"");

    var refused = http.post("/v1/trainings", body("\"epochs\": 1, \"saveAs\": \"taken\""));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/saveAs");
    assertThat(refused.json().at("/errors/0/value").asString()).isEqualTo("taken");
    assertThat(refused.json().path("detail").asString()).contains("left it");
  }

  @Test
  void saysThatAModelIsDamaged() {
    trained("\"epochs\": 1, \"saveAs\": \"damaged\"");
    var id = models.find("damaged").id();
    jdbc.sql(
            """
            update model_part set content = set_byte(content, 2000, get_byte(content, 2000) # 255)
            where model_id = ? and part = 0
            """)
        .param(id)
        .update();

    assertThatThrownBy(() -> models.load(id))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.MODEL_DAMAGED);
              assertThat(problem.detail())
                  .contains("damaged is damaged")
                  .contains("train it again");
            });
    assertThatThrownBy(() -> models.find(UUID.randomUUID().toString()))
        .hasMessageContaining("There is no model");
  }

  private JsonNode trained(String settings) {
    var accepted = http.post("/v1/trainings", body(settings));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    return training;
  }

  private static String body(String settings) {
    return """
        {"dataset": "synthetic-digits", "trainSamples": 400, "testSamples": 100, "batchSize": 100,
         "network": {"preset": "mlp", "hidden": [16]}, "hardware": {"scheme": "ideal"}, %s}
        """
        .formatted(settings);
  }
}
