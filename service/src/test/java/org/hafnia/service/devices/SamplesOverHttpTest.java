package org.hafnia.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

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
import tools.jackson.databind.json.JsonMapper;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SamplesOverHttpTest {

  private static final String MODELS = "/v1/device-models";
  private static final String PRESET = MODELS + "/hfo2-weak-reset-2021";
  private static final JsonMapper JSON = new JsonMapper();

  private final TestHttp http;

  @Autowired
  SamplesOverHttpTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @Test
  void drawsTheSameRowsFromTheSameSeed() {
    var path = PRESET + "/samples?devices=3&points=10&seed=7";

    var rows = http.get(path);

    assertThat(rows.status()).isEqualTo(200);
    assertThat(rows.header("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(rows.text().lines().findFirst().orElseThrow()).startsWith("device,pulse,resist");
    assertThat(rows.text().lines().count()).isEqualTo(1 + 3 * 11);
    assertThat(http.get(path).text()).isEqualTo(rows.text());
    assertThat(http.get(path + "0").text()).isNotEqualTo(rows.text());
  }

  @Test
  void sendsMoreRowsThanItHoldsAtATime() {
    var rows = http.get(PRESET + "/samples?devices=40000&points=1");

    var lines = rows.text().lines().toList();

    assertThat(lines).hasSize(1 + 40_000 * 2);
    assertThat(lines.stream().filter(line -> line.startsWith("device,"))).hasSize(1);
    assertThat(lines.getLast()).startsWith("d39999,1,");
  }

  @Test
  void namesTheLimitOfWhatItRefusesToDraw() {
    var refused = http.get(PRESET + "/samples?devices=100000000&points=2");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("100,000,000", "hafnia.devices.sample-rows");
  }

  @Test
  void drawsRowsAsLinesOfJson() {
    var rows = http.get(PRESET + "/samples?devices=1&points=2&format=json");

    var lines = rows.text().lines().map(JSON::readTree).toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).path("pulse").asInt()).isEqualTo(1);
    assertThat(lines.get(1).path("resistanceOhm").asDouble()).isBetween(5e3, 1e4);
  }

  @Test
  void drawsRowsAsParquet() {
    var rows = http.get(PRESET + "/samples?devices=2&points=5&format=parquet");

    assertThat(rows.status()).isEqualTo(200);
    assertThat(rows.text()).startsWith("PAR1").endsWith("PAR1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          devices=100000&points=100000 | 422 | devices
          devices=0                    | 400 | devices
          format=xlsx                  | 400 | format
          condition=gateVolt           | 400 | condition
          condition=gateVolt=1e        | 400 | condition
          condition=a=1&condition=a=2  | 400 | condition
          device=3                     | 400 | device
          """)
  void saysWhatCannotBeDrawn(String query, int status, String pointer) {
    var refused = http.get(PRESET + "/samples?" + query);

    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.json().at("/errors/0/pointer").asString()).startsWith(pointer);
  }

  @Test
  void drawsEveryPreset() {
    var names = names(http.get(MODELS + "?origin=preset&limit=500").json());

    assertThat(names)
        .allSatisfy(
            name -> {
              var rows = http.get(MODELS + "/" + name + "/samples?devices=3&points=4");
              assertThat(rows.status()).as(rows.text()).isEqualTo(200);
              var plot = http.get(MODELS + "/" + name + "/plots/samples.svg");
              assertThat(plot.text()).contains("<svg");
            });
    assertThat(http.get(PRESET + "/plots/samples.png").status()).isEqualTo(200);
    assertThat(http.get(PRESET + "/plots/other.png").status()).isEqualTo(404);
    assertThat(http.get(MODELS + "/nothing/plots/samples.png").status()).isEqualTo(404);
  }

  private static List<String> names(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("name").asString()).toList();
  }
}
