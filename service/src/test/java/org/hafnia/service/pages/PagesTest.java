package org.hafnia.service.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.ProblemType;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PagesTest {

  private final TestHttp http;

  @Autowired
  PagesTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @Test
  void servesTheContractAndItsPageFromHere() {
    assertThat(http.get("/openapi.yaml").text()).startsWith("openapi: 3.0.3");
    var page = http.get("/docs").text();
    assertThat(page).contains("/webjars/swagger-ui/").doesNotContain("http://", "https://");
    var script = page.replaceAll("(?s).*src=\"(/webjars/[^\"]*bundle.js)\".*", "$1");
    assertThat(http.get(script).status()).isEqualTo(200);
    assertThat(http.get("/docs/start.js").text()).contains("/openapi.yaml");
  }

  @ParameterizedTest
  @EnumSource
  void explainsEveryProblem(ProblemType type) {
    var page = http.get(type.address());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains(type.slug());
    assertThat(http.get("/docs/problems").text()).contains(type.address());
  }

  @Test
  void showsAJobWithItsPlotsAndEscapesItsName() {
    var accepted =
        http.post(
            "/v1/trainings",
            """
            {"name": "<script>alert(1)</script>", "dataset": "synthetic-digits",
             "trainSamples": 200, "testSamples": 50, "epochs": 1, "batchSize": 100,
             "network": {"preset": "mlp", "hidden": [8]}}
            """);
    var path = accepted.header("Location").orElseThrow();
    http.finished(path, Duration.ofMinutes(2));

    var page = http.get("/jobs/" + accepted.json().path("id").asString()).text();
    var start = http.get("/").text();

    assertThat(page).contains("accuracy.svg", "resistance.svg", "&lt;script&gt;");
    assertThat(page + start).doesNotContain("<script>");
    assertThat(start).contains("/jobs/" + accepted.json().path("id").asString(), "&lt;script&gt;");
  }
}
