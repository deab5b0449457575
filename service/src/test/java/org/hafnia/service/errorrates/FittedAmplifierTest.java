package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Whatever the states reach and wherever one end of the map was put. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e11, 10 | ",
        "1e-300, 1e-9 | ",
        "5000, 0.2 | \"lowOhm\": 1e9",
        "5000, 0.2 | \"highOhm\": 10",
        "5000, 0.2 | \"lowOhm\": 1e12",
        "5000, 0.2 | \"highOhm\": 1e-9",
        "5000, 0.2 | \"lowOhm\": 1e-9, \"highOhm\": 1e-8"
      })
  void mapsReadsOverARangeThatCanBeDrawn(String lognormal, @Nullable String map) {
    String[] law = lognormal.split(", ", -1);
    var answer =
        http.post(
            "/v1/error-rates",
            """
            {"cell": "2T2R-ternary", "methods": ["closed-form"], "readMap": {%s},
             "states": {"lognormal": {"lrs": {"medianOhm": %s, "sigma": %s},
                                      "hrs": {"medianOhm": 1e12, "sigma": %s}}}}
            """
                .formatted(map == null ? "" : map, law[0], law[1], law[1]));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().at("/result/files").toString()).contains("read-map");
  }
}
