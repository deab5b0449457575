package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.plots.Pictures;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ErrorRateOverHttpTest {

  private static final String PATH = "/v1/error-rates";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  ErrorRateOverHttpTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  /** Equal spreads at 1T1R 1e-2: the golden table. */
  @Test
  void answersASmallQuestionAtOnce() throws Exception {
    var answer = http.post(PATH, small("at once"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var rate = answer.json();
    assertThat(rate.path("state").asString()).isEqualTo("succeeded");
    assertThat(rate.path("progress").asDouble()).isEqualTo(1);
    var point = rate.at("/result/points/0");
    assertThat(value(point, "1T1R", "closed-form")).isCloseTo(1e-2, within(2e-5));
    assertThat(value(point, "2T2R", "closed-form")).isCloseTo(5.01e-4, within(1e-6));
    var sampled = one(point, "2T2R", "importance-sampling");
    assertThat(sampled.path("low").asDouble()).isLessThan(5.02e-4);
    assertThat(sampled.path("high").asDouble()).isGreaterThan(5.00e-4);
    assertThat(code(point, "secded-8-4", "1T1R").path("errorRate").asDouble())
        .isCloseTo(6.86e-4, within(2e-6));
    assertThat(code(point, "secded-8-4", "1T1R").path("cellsPerBit").asDouble()).isEqualTo(2);
    assertThat(rate.at("/result/provenance/specSha256").asString()).hasSize(64);
    assertThat(http.get(answer.header("Location").orElseThrow()).json()).isEqualTo(rate);
    var picture = http.get(file(rate, "comparison.svg").path("href").asString());
    assertThat(Pictures.parse(picture.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isNotNull();
    assertThat(http.get(file(rate, "error-rates.csv").path("href").asString()).text())
        .startsWith("point,condition,sweptQuantity,sweptValue,cell,error,method,code,rate,low,high")
        .contains(",2T2R,bit-error,closed-form,,");
  }

  @Test
  void keepsTheHistoryOfWhatWasAnsweredAtOnce() {
    var rate = http.post(PATH, small("history")).json();

    var job = http.get(rate.at("/links/job").asString()).json();
    assertThat(job.path("kind").asString()).isEqualTo("error-rate");
    assertThat(job.path("attempt").asInt()).isEqualTo(1);
    assertThat(job.path("artifacts")).hasSize(rate.at("/result/files").size());
    var states =
        jdbc.sql("select data ->> 'state' from job_event where job_id = ?::uuid order by sequence")
            .param(rate.path("id").asString())
            .query(String.class)
            .list();
    assertThat(states).containsExactly("queued", "running", "succeeded");
    assertThat(http.post(rate.at("/links/job").asString() + "/retry", "").status()).isEqualTo(409);
  }

  @Test
  void queuesWhatTheCallerWillNotWaitFor() {
    var accepted = http.post(PATH, small("later"), "Prefer", "respond-async");

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.header("Retry-After")).isPresent();
    var path = accepted.header("Location").orElseThrow();
    var rate = http.finished(path, PATIENCE);
    assertThat(rate.path("state").asString()).as(rate.toString()).isEqualTo("succeeded");
    assertThat(rate.at("/result/provenance/worker").asString()).isNotEqualTo("at-once");
    var atOnce = http.post(PATH, small("now")).json();
    assertThat(rate.at("/result/points")).isEqualTo(atOnce.at("/result/points"));
    var polled = http.get(path);
    var tag = polled.header("ETag").orElseThrow();
    assertThat(http.get(path, "If-None-Match", tag).status()).isEqualTo(304);
  }

  @Test
  void cancelsALongQuestion() {
    var body =
        """
        {"name": "long", "cell": "2T2R", "states": %s, "methods": ["importance-sampling"],
         "relativeHalfWidth": 0.0001, "draws": 10000000000}
        """
            .formatted(LOGNORMAL);
    var accepted = http.post(PATH, body);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);

    var job = accepted.json().at("/links/job").asString();
    assertThat(http.post(job + "/cancel", "").status()).isEqualTo(202);

    var ended = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(ended.path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void answersOneKeyOnce() {
    var first = http.post(PATH, small("once"), "Idempotency-Key", "rate-1");
    var second = http.post(PATH, small("once"), "Idempotency-Key", "rate-1");

    assertThat(second.status()).isEqualTo(first.status()).isEqualTo(201);
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    var other = http.post(PATH, small("twice"), "Idempotency-Key", "rate-1");
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void checksWithoutAnswering() {
    var checked = http.post(PATH + "?validateOnly=true", small("a check")).json();

    assertThat(checked.path("valid").asBoolean()).isTrue();
    assertThat(checked.path("points").asInt()).isEqualTo(1);
    assertThat(checked.path("atOnce").asBoolean()).isTrue();
    assertThat(checked.at("/spec/seed").asLong()).isEqualTo(1);
    assertThat(checked.at("/spec/senseAmplifier/type").asString()).isEqualTo("ideal");
    assertThat(http.get(PATH + "?name=a check".replace(" ", "%20")).json().path("items")).isEmpty();
  }

  @Test
  void listsNewestFirstInPages() {
    List.of("page one", "page two", "page three").forEach(name -> http.post(PATH, small(name)));

    var first = http.get(PATH + "?name=PAGE&limit=2&cell=2T2R").json();
    var cursor = first.path("nextCursor").asString();
    var second = http.get(PATH + "?name=PAGE&limit=2&cursor=" + cursor).json();

    assertThat(names(first)).containsExactly("page three", "page two");
    assertThat(names(second)).containsExactly("page one");
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(http.get(PATH + "?cell=1T1R&name=PAGE").json().path("items")).isEmpty();
    assertThat(http.get(PATH + "?deviceModel=none").json().path("items")).isEmpty();
  }

  @Test
  void answersQuestionsAskedByHand() {
    http.post(PATH, small("by hand"));

    var rows =
        jdbc.sql("select * from lab.error_rates where name = 'by hand' and read_as = '2T2R'")
            .query()
            .listOfRows();

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst()).containsEntry("error", "bit-error").containsEntry("point", 0);
  }

  private static final String LOGNORMAL =
      """
      {"lognormal": {"lrs": {"medianOhm": 5000, "sigma": 0.5},
                     "hrs": {"medianOhm": 51202, "sigma": 0.5}}}
      """;

  private static String small(String name) {
    return """
        {"name": "%s", "cell": "2T2R", "states": %s, "against": ["none", "secded-8-4"]}
        """
        .formatted(name, LOGNORMAL);
  }

  private static JsonNode one(JsonNode point, String cell, String method) {
    return point
        .path("rates")
        .valueStream()
        .filter(rate -> rate.path("cell").asString().equals(cell))
        .filter(rate -> rate.path("method").asString().equals(method))
        .filter(rate -> rate.path("error").asString().equals("bit-error"))
        .findFirst()
        .orElseThrow();
  }

  private static double value(JsonNode point, String cell, String method) {
    return one(point, cell, method).path("value").asDouble();
  }

  private static JsonNode code(JsonNode point, String code, String cell) {
    return point
        .path("codes")
        .valueStream()
        .filter(rate -> rate.path("code").asString().equals(code))
        .filter(rate -> rate.path("cell").asString().equals(cell))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode file(JsonNode rate, String name) {
    return rate.at("/result/files")
        .valueStream()
        .filter(file -> file.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("name").asString()).toList();
  }
}
