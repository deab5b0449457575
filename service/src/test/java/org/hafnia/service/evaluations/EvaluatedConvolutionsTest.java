package org.hafnia.service.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Evaluations of networks that begin with a convolution. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EvaluatedConvolutionsTest {

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  EvaluatedConvolutionsTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  /** Rows and columns of such a set are one channel to a convolution. */
  @Test
  void decideAboutImagesWithoutChannelsAsInTraining() {
    EvaluatedModel.trainNetwork(
        http,
        jdbc,
        "small-convolutions",
        """
        {"layers": [{"kind": "conv2d", "filters": 8, "kernel": [3], "stride": [2], "bias": false},
                    {"kind": "batch-norm"}, {"kind": "activation"},
                    {"kind": "dense", "bias": false}, {"kind": "batch-norm"}]}
        """);

    var answer =
        http.post(
            "/v1/evaluations",
            """
            {"model": "small-convolutions", "draws": 2, "testSamples": 500,
             "errors": {"bitErrorRates": [0, 0.01]}}
            """);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    String place = answer.header("Location").orElseThrow();
    var done = http.finished(place, EvaluatedModel.PATIENCE);
    var model = http.get("/v1/models/small-convolutions").json();
    assertThat(done.at("/result/errorFree/value").asDouble())
        .isEqualTo(model.path("testAccuracy").asDouble())
        .isGreaterThan(0.2);
    assertThat(done.at("/result/engine").asString()).startsWith("packed");
  }

  /** Its first layer leaves 1.6 million values an image; few images are worked out at once. */
  @Test
  void takeWideLayersInSmallBatches() {
    var trained =
        http.post(
            "/v1/trainings",
            """
            {"dataset": "synthetic-eeg", "trainSamples": 16, "testSamples": 10, "epochs": 1,
             "batchSize": 8, "saveAs": "small-eeg", "hardware": {"scheme": "ideal"},
             "network": {"preset": "eeg-cnn"}}
            """);
    assertThat(trained.status()).as(trained.text()).isEqualTo(202);
    http.finished(trained.header("Location").orElseThrow(), EvaluatedModel.PATIENCE);

    var answer =
        http.post(
            "/v1/evaluations?validateOnly=true",
            """
            {"model": "small-eeg", "draws": 2, "errors": {"bitErrorRates": [0, 0.01]}}
            """);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
