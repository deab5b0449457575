package org.hafnia.service.evaluations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every refusal names the field, what stood there and what was expected, and keeps nothing. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadEvaluationTest {

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  BadEvaluationTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @BeforeEach
  void trainOnce() {
    for (String weights : new String[] {"binary", "ternary", "real"}) {
      EvaluatedModel.train(http, jdbc, weights, weights);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/model | `binarx` | binary | {`model`: `binarx`, `errors`: R}",
        "/model | `real` | pulse-response | {`model`: `real`, `errors`: R}",
        "/dataset | `synthetic-textures` | shape 784 | {`model`: `binary`, `errors`: R,"
            + " `dataset`: `synthetic-textures`}",
        "/draws | 0 | 1 | {`model`: `binary`, `errors`: R, `draws`: 0}",
        "/draws | 1000000000 | at most about | {`model`: `binary`, `errors`: R,"
            + " `draws`: 1000000000}",
        "/errors | `bitErrorRates, device` | exactly one | {`model`: `binary`, `errors`:"
            + " {`bitErrorRates`: [0.1], `device`: {`states`: L}}}",
        "/errors | | exactly one | {`model`: `binary`, `errors`: {}}",
        "/errors/bitErrorRates/0 | -0.1 | from 0 to 1 | {`model`: `binary`, `errors`:"
            + " {`bitErrorRates`: [-0.1]}}",
        "/errors/bitErrorRates/1 | 0.1 | each rate once | {`model`: `binary`, `errors`:"
            + " {`bitErrorRates`: [0.1, 0.1]}}",
        "/errors/bitErrorRates/0 | 0.6 | at most 0.5 | {`model`: `ternary`, `errors`:"
            + " {`bitErrorRates`: [0.6]}}",
        "/errors/ternaryErrors/0/zeroAsNonzero | 0.1 | ternary weights | {`model`: `binary`,"
            + " `errors`: {`ternaryErrors`: [{`zeroAsNonzero`: 0.1}]}}",
        "/errors/ternaryErrors/0/nonzeroAsZero | 0.6 | at most 1 | {`model`: `ternary`, `errors`:"
            + " {`ternaryErrors`: [{`signReversal`: 0.6, `nonzeroAsZero`: 0.6}]}}",
        "/errors/device/states/deviceModel | `hfo2-radar` | hfo2-radar-2021 | {`model`: `binary`,"
            + " `errors`: {`device`: {`states`: {`deviceModel`: `hfo2-radar`}}}}",
        "/errors/device/senseAmplifier/type | `ideal` | pcsa | {`model`: `ternary`, `errors`:"
            + " {`device`: {`states`: {`deviceModel`: `hfo2-radar-2021`},"
            + " `senseAmplifier`: {`type`: `ideal`}}}}",
        "/errors/sweep/over | `cycles` | endurance | {`model`: `binary`, `errors`: {`device`:"
            + " {`states`: L}, `sweep`: {`over`: `cycles`, `values`: [1, 2]}}}",
        "/errors/sweep/values/1 | 0.1 | more than 0.2 | {`model`: `binary`, `errors`: {`device`:"
            + " {`states`: L}, `sweep`: {`over`: `stuckLow`, `values`: [0.2, 0.1]}}}",
        "/errors/sweep | | only device | {`model`: `binary`, `errors`: {`bitErrorRates`: [0.1],"
            + " `sweep`: {`over`: `stuckLow`, `values`: [0.1, 0.2]}}}",
        "/layers/0 | 3 | from 1 to 2 | {`model`: `binary`, `errors`: R, `layers`: [3]}",
        "/layers/1 | `layer1` | once | {`model`: `binary`, `errors`: R, `layers`: [1, `layer1`]}",
        "/layers/0 | `first` | layer1 to layer2 | {`model`: `binary`, `errors`: R,"
            + " `layers`: [`first`]}",
        "/weights | false | activations | {`model`: `binary`, `errors`: R, `weights`: false}",
        "/activations | true | bitErrorRates | {`model`: `binary`, `activations`: true,"
            + " `errors`: {`device`: {`states`: L}}}",
        "/testSamples | 1000000 | at most | {`model`: `binary`, `errors`: R,"
            + " `testSamples`: 1000000}",
        "/until/halfWidth | 0 | from 1.0E-5 to 0.5 | {`model`: `binary`, `errors`: R,"
            + " `until`: {`halfWidth`: 0}}",
      })
  void namesWhatIsWrong(String pointer, String value, String expected, String request) {
    var answer = http.post("/v1/evaluations", json(request));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(StreamSupport.stream(answer.json().path("errors").spliterator(), false))
        .as(answer.text())
        .anySatisfy(
            error -> {
              assertThat(error.path("pointer").asString()).isEqualTo(pointer);
              assertThat(error.path("detail").asString()).contains(expected);
              if (value != null) {
                assertThat(error.path("value").toString()).isEqualTo(json(value));
              }
            });
    var rows = jdbc.sql("select count(*) from evaluation").query(Long.class).single();
    assertThat(rows).isZero();
  }

  @Test
  void tellsHowLongTooManyDrawsWouldTake() {
    var answer =
        http.post(
            "/v1/evaluations",
            json("{`model`: `binary`, `errors`: R, `draws`: 1000000000, `testSamples`: 500}"));

    assertThat(answer.json().path("type").asString()).endsWith("/evaluation-too-long");
    assertThat(answer.json().path("detail").asString())
        .contains("1,000,000,000 draws of 1 points")
        .contains("24.0 h (hafnia.evaluations.longest)");
  }

  @Test
  void refusesAModelWhoseFileIsDamaged() {
    damage();
    try {
      var answer = http.post("/v1/evaluations", json("{`model`: `ternary`, `errors`: R}"));

      assertThat(answer.json().path("type").asString()).endsWith("/model-damaged");
      assertThat(answer.json().path("detail").asString()).contains("ternary", "damaged");
      assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/model");
    } finally {
      damage();
    }
  }

  /** Turns a byte of the file; done twice, it is as it was. */
  private void damage() {
    jdbc.sql(
            """
            update model_part set content = set_byte(content, length(content) / 2,
              255 - get_byte(content, length(content) / 2))
            where model_id = (select id from model where name = 'ternary')
            """)
        .update();
  }

  private static String json(String request) {
    return request
        .replace('`', '"')
        .replace("\"errors\": R", "\"errors\": {\"bitErrorRates\": [0.1]}")
        .replace(
            "\"states\": L",
            "\"states\": {\"lognormal\": {\"lrs\": {\"medianOhm\": 10000, \"sigma\": 0.5},"
                + " \"hrs\": {\"medianOhm\": 40000, \"sigma\": 0.9}}}");
  }
}
