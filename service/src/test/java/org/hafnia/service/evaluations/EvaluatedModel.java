package org.hafnia.service.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hafnia.service.web.TestHttp;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Small models of synthetic digits, trained as a user would. */
final class EvaluatedModel {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private EvaluatedModel() {}

  /** Trains one and leaves it under its name, unless it is there. */
  static void train(TestHttp http, JdbcClient jdbc, String name, String weights) {
    String activations = weights.equals("real") ? "real" : "binary";
    trainNetwork(
        http,
        jdbc,
        name,
        """
        {"preset": "mlp", "hidden": [64], "weights": "%s", "activations": "%s"}
        """
            .formatted(weights, activations));
  }

  /** Trains such a network and leaves it under its name, unless it is there. */
  static void trainNetwork(TestHttp http, JdbcClient jdbc, String name, String network) {
    var there = jdbc.sql("select count(*) from lab.models where name = ?").param(name);
    if (there.query(Long.class).single() > 0) {
      return;
    }
    var answer =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "synthetic-digits", "trainSamples": 3000, "testSamples": 500,
             "epochs": 4, "batchSize": 250, "saveAs": "%s", "hardware": {"scheme": "ideal"},
             "network": %s,
             "optimizer": {"name": "adam", "learningRate": 0.003}}
            """
                .formatted(name, network));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    var done = http.finished(answer.header("Location").orElseThrow(), PATIENCE);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("succeeded");
  }
}
