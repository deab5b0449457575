package org.hafnia.service.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A service that was told of a GPU which no worker has. */
@FreshDatabase
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "hafnia.training.devices=cpu,gpu:97")
class ComputeDevicesOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;

  @Autowired
  ComputeDevicesOverHttpTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @Test
  void refusesDevicesThatTheServiceDoesNotHaveWithThoseThatItHas() {
    var refused = http.post("/v1/trainings", training("\"device\": \"gpu:0\","));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/device");
    assertThat(refused.json().at("/errors/0/value").asString()).isEqualTo("gpu:0");
    assertThat(refused.json().at("/errors/0/detail").asString()).contains("cpu, gpu:97");
    var unknown = http.post("/v1/trainings", training("\"device\": \"cuda\","));
    assertThat(unknown.json().at("/errors/0/pointer").asString()).isEqualTo("/device");
  }

  @Test
  void tellsTheDevicesThatTrainingsCanBeSubmittedFor() {
    assertThat(http.get("/v1/capabilities").json().path("devices"))
        .hasToString("[\"cpu\",\"gpu:97\"]");
  }

  @Test
  void failsAtAWorkerThatDoesNotHaveTheDeviceNamingThoseThatItHas() {
    var failed = ended(training("\"device\": \"gpu:97\","));

    assertThat(failed.path("state").asString()).isEqualTo("failed");
    assertThat(failed.at("/problem/type").asString()).endsWith("compute-device-unavailable");
    assertThat(failed.at("/problem/detail").asString()).contains("no device gpu:97; it has cpu");
  }

  @Test
  void computesOnTheProcessorUnlessToldWithTheSameBits() {
    var usual = ended(training(""));
    var named = ended(training("\"device\": \"cpu\","));

    assertThat(usual.at("/spec/device").asString()).isEqualTo("cpu");
    assertThat(usual.at("/result/provenance/device").asString()).isEqualTo("cpu");
    assertThat(named.at("/result/weightsSha256")).isEqualTo(usual.at("/result/weightsSha256"));
    assertThat(named.at("/result/provenance/specSha256"))
        .isEqualTo(usual.at("/result/provenance/specSha256"));
  }

  private JsonNode ended(String body) {
    var accepted = http.post("/v1/trainings", body);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    return http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
  }

  private static String training(String device) {
    return """
        {"dataset": "synthetic-digits", "trainSamples": 200, "testSamples": 100, "epochs": 1,
         "batchSize": 100, %s
         "network": {"preset": "mlp", "hidden": [16], "weights": "binary"},
         "hardware": {"scheme": "ideal"}}
        """
        .formatted(device);
  }
}
