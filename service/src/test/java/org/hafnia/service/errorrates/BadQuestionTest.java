package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;

import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.AfterEach;
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
class BadQuestionTest {

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  BadQuestionTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @AfterEach
  void keepsNothing() {
    var rows = jdbc.sql("select count(*) from job").query(Long.class).single();
    assertThat(rows).isZero();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/thresholdOhm | -1 | above 0 | {`cell`: `1T1R`, `states`: S, `thresholdOhm`: -1}",
        "/thresholdOhm | 9.0 | only 1T1R | {`cell`: `2T2R`, `states`: S, `thresholdOhm`: 9}",
        "/cell | `3T3R` | 1T1R, 2T2R | {`cell`: `3T3R`, `states`: S}",
        "/senseAmplifier/supplyVolt | 0 | from 0.2 | {`cell`: `2T2R`, `states`: S,"
            + " `senseAmplifier`: {`type`: `pcsa`, `supplyVolt`: 0}}",
        "/senseAmplifier/supplyVolt | 1.0 | no circuit | {`cell`: `2T2R`, `states`: S,"
            + " `senseAmplifier`: {`type`: `ideal`, `supplyVolt`: 1}}",
        "/senseAmplifier/type | `ideal` | pcsa | {`cell`: `2T2R-ternary`, `states`: S,"
            + " `senseAmplifier`: {`type`: `ideal`}}",
        "/against/0 | `secded-9-4` | secded-8-4 | {`cell`: `2T2R`, `states`: S,"
            + " `against`: [`secded-9-4`]}",
        "/against/0 | `secded-8-4` | not ternary | {`cell`: `2T2R-ternary`, `states`: S,"
            + " `against`: [`secded-8-4`]}",
        "/methods | [`bootstrap`] | measurement set | {`cell`: `2T2R`, `states`: S,"
            + " `methods`: [`bootstrap`]}",
        "/draws | 1000000000000 | 10000000000 | {`cell`: `2T2R`, `states`: S,"
            + " `draws`: 1000000000000}",
        "/states | `deviceModel, lognormal` | exactly one | {`cell`: `2T2R`, `states`:"
            + " {`deviceModel`: `hfo2-radar-2021`, `lognormal`: L}}",
        "/states | `deviceModel, measurementSet` | exactly one | {`cell`: `2T2R`, `states`:"
            + " {`deviceModel`: `hfo2-radar-2021`, `measurementSet`: `a`}}",
        "/states | | exactly one | {`cell`: `2T2R`, `states`: {}}",
        "/states/deviceModel | `hfo2-radar` | hfo2-radar-2021 | {`cell`: `2T2R`, `states`:"
            + " {`deviceModel`: `hfo2-radar`}}",
        "/states/deviceModel | `hfo2-weak-reset-2021` | weak-reset | {`cell`: `2T2R`, `states`:"
            + " {`deviceModel`: `hfo2-weak-reset-2021`}}",
        "/states/cycles | 10.0 | does not depend | {`cell`: `2T2R`, `states`:"
            + " {`deviceModel`: `hfo2-radar-2021`, `cycles`: 10}}",
        "/states/lognormal/hrs/medianOhm | 10.0 | LRS | {`cell`: `2T2R`, `states`: {`lognormal`:"
            + " {`lrs`: {`medianOhm`: 20, `sigma`: 1}, `hrs`: {`medianOhm`: 10, `sigma`: 1}}}}",
        "/sweep/values | [1] | 2 to 500 | {`cell`: `2T2R`, `states`: S,"
            + " `sweep`: {`over`: `supplyVolt`, `values`: [1]}}",
        "/sweep/values/1 | 1.0 | more than 1.0 | {`cell`: `2T2R`, `states`: S,"
            + " `senseAmplifier`: {`type`: `pcsa`},"
            + " `sweep`: {`over`: `supplyVolt`, `values`: [1, 1]}}",
        "/sweep/values/0 | 0.0 | from 0.2 to 2 | {`cell`: `2T2R`, `states`: S,"
            + " `senseAmplifier`: {`type`: `pcsa`},"
            + " `sweep`: {`over`: `supplyVolt`, `values`: [0, 1]}}",
        "/sweep/over | `supplyVolt` | pcsa | {`cell`: `2T2R`, `states`: S,"
            + " `sweep`: {`over`: `supplyVolt`, `values`: [1, 1.2]}}",
        "/sweep/over | `cycles` | endurance | {`cell`: `2T2R`, `states`: S,"
            + " `sweep`: {`over`: `cycles`, `values`: [1, 10]}}",
        "/sweep/conditions | 1 | 2 conditions | {`cell`: `2T2R`,"
            + " `states`: {`deviceModel`: `hfo2-radar-2021`},"
            + " `sweep`: {`over`: `condition`, `conditions`: [{`name`: `a`}]}}",
        "/find | | a sweep | {`cell`: `2T2R`, `states`: S, `find`: {`errorRateBelow`: 0.1}}",
        "/find/responseCurve | | accuracyLossBelow | {`cell`: `2T2R`, `states`: S,"
            + " `senseAmplifier`: {`type`: `pcsa`}, `find`: {`accuracyLossBelow`: 0.1},"
            + " `sweep`: {`over`: `supplyVolt`, `values`: [1, 1.2]}}",
        "/readMap | | pcsa | {`cell`: `2T2R`, `states`: S, `readMap`: {}}",
        "/energy | 1 | Known here | {`cell`: `2T2R`, `states`: S, `energy`: 1}",
      })
  void namesWhatIsWrong(String pointer, String value, String expected, String body) {
    var answer = http.post("/v1/error-rates", filled(body));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    var error =
        answer
            .json()
            .path("errors")
            .valueStream()
            .filter(one -> one.path("pointer").asString().equals(pointer))
            .findFirst();
    assertThat(error).as(answer.text()).isPresent();
    assertThat(error.get().path("detail").asString()).contains(expected);
    if (value != null) {
      assertThat(error.get().path("value").toString()).isEqualTo(value.replace('`', '"'));
    }
  }

  private static String filled(String body) {
    return body.replace(": S", ": {`lognormal`: L}")
        .replace(
            ": L",
            ": {`lrs`: {`medianOhm`: 5000, `sigma`: 0.5}, `hrs`: {`medianOhm`: 50000,"
                + " `sigma`: 0.5}}")
        .replace('`', '"');
  }
}
