package org.hafnia.service.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.springframework.context.annotation.Import;

@FreshDatabase
@Import(FitFakes.class)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "hafnia.training.memory-limit=38MB")
class BadFitTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String FITS = "/v1/fits";

  private final TestHttp http;

  @Autowired
  BadFitTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @BeforeEach
  void uploadTraces() {
    FitFakes.uploadTraces(http);
    FitFakes.upload(
        http, "many", "pulse-train", "hfo2-weak-reset-2021/samples?devices=100&points=100");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          "measurementSet": "trace" | 422 | /measurementSet | Did
          "measurementSet": "traces", "family": "weak-rest"     | 422 | /family | Did you mean
          "measurementSet": "traces", "family": "states"        | 422 | /measurementSet | cycling
          "measurementSet": "traces", "family": "endurance"     | 422 | /family | pulse-train
          "measurementSet": "traces", "family": "weak-reset", "variant": "slov" | 422 | /variant |D
          "measurementSet": "traces", "variant": "two-slopes"   | 422 | /variant | Expected auto
          "measurementSet": "traces", "select": {"states": ["LRS"]} | 422 | /select/states | no
          "measurementSet": "traces", "confidence": 2           | 422 | /confidence | 0.5 to 0.999
          "measurementSet": "traces", "name": "Mine!"           | 422 | /name | matches
          "measurementSet": "traces", "name": "hfo2-weak-reset-2021" | 409 | /name | nothing
          "measurementSet": "many"                              | 422 | /measurementSet | smaller
          "family": "states"                                    | 422 | /measurementSet | Missing
          "measurementSet": "traces", "measurementSets": "traces" | 422 | /measurementSets | Did you
          """)
  void saysWhatWasExpected(String fields, int status, String pointer, String detail) {
    var refused = http.post(FITS, "{" + fields + "}");

    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    assertThat(refused.json().at("/errors/0/detail").asString()).contains(detail);
  }

  @Test
  void saysWhatTheDataLack() {
    var accepted =
        http.post(
            FITS,
            """
            {"name": "lonely", "measurementSet": "traces", "select": {"devices": ["d1"]}}
            """);

    var fit = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);

    assertThat(fit.path("state").asString()).isEqualTo("failed");
    assertThat(fit.at("/problem/type").asString()).endsWith("fit-impossible");
    assertThat(fit.at("/problem/detail").asString())
        .isEqualTo("there is 1 device; expected at least 2, for the spread between devices.");
    assertThat(http.get("/v1/device-models/lonely").status()).isEqualTo(404);
  }
}
