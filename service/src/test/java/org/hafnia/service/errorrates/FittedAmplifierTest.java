package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FittedAmplifierTest {

  private static final String MODEL = ExampleAmplifier.MODEL;

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  FittedAmplifierTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  private TestHttp.Answer asked(String amplifier) {
    return http.post(
        "/v1/error-rates",
        """
        {"cell": "2T2R-ternary", "methods": ["closed-form"],
         "states": {"lognormal": {"lrs": {"medianOhm": 5000, "sigma": 0.2},
                                  "hrs": {"medianOhm": 150000, "sigma": 0.5}}},
         "senseAmplifier": {"type": "pcsa", %s}}
        """
            .formatted(amplifier));
  }

  private void refused(String amplifier, String pointer, String expected) {
    var answer = asked(amplifier);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asString()).contains(expected);
  }

  /** From the file of reads to the rates of the amplifiers that gave them. */
  @Test
  void readsByTheAmplifiersThatWereMeasured() throws IOException {
    ExampleAmplifier.fit(http);
    var offset = http.get("/v1/device-models/" + MODEL).json().path("parameters").path(0);
    assertThat(offset.path("symbol").asString()).isEqualTo("sOff");

    var answer = asked("\"deviceModel\": \"%s\", \"temperatureCelsius\": 25".formatted(MODEL));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().at("/result/provenance/amplifierModel").asString()).isEqualTo(MODEL);
    assertThat(answer.json().at("/result/provenance/amplifierModelSha256").asString()).hasSize(64);
    assertThat(answer.json().at("/spec/senseAmplifier").has("offset")).isFalse();
    assertThat(
            jdbc.sql("select distinct amplifier_model from lab.error_rates")
                .query(String.class)
                .list())
        .containsExactly(MODEL);
    var named = "\"deviceModel\": \"" + MODEL + "\"";
    refused(named + ", \"offset\": 0.1", "/senseAmplifier/offset", "have their own");
    refused(named + ", \"supplyVolt\": 1.2", "/senseAmplifier/supplyVolt", "outside");
    refused(
        "\"deviceModel\": \"hfo2-radar-2021\"", "/senseAmplifier/deviceModel", "sense-amplifier");
    var samples = http.get("/v1/device-models/" + MODEL + "/samples?devices=3&points=4&format=csv");
    assertThat(samples.text()).startsWith("supplyVolt,").contains(",a2");
    assertThat(http.get("/v1/device-models/" + MODEL + "/plots/samples.svg").status())
        .isEqualTo(200);
  }
}
