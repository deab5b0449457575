package org.hafnia.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import org.hafnia.service.database.FreshDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadRequestTest {

  private final TestHttp http;
  private final JdbcClient jdbc;

  @Autowired
  BadRequestTest(@LocalServerPort int port, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  /** Nothing half-written stays behind a refusal. */
  @AfterEach
  void nothingWasStored() {
    for (var table : new String[] {"job", "training", "scheduled_tasks", "idempotency_key"}) {
      assertThat(jdbc.sql("select count(*) from " + table).query(Long.class).single())
          .as(table)
          .isZero();
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {}                                                     | 422 | invalid-request
          {"dataset": null, $network}                            | 422 | invalid-request
          {"dataset": 7, $network}                               | 422 | invalid-request
          {"dataset": "synthetic-digits"}                        | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "epoch": 1}  | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "epochs": 0} | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "epochs": 1e9} | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "epochs": NaN} | 400 | malformed-request
          {"dataset": "synthetic-digits", $network, "epochs": "1"} | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "batchSize": 60001} | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "trainSamples": 70000} | 422 | invalid-request
          {"dataset": "synthetic-digits", $network, "trainSamples": 1}  | 422 | invalid-request
          {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": []}} | 422 | $
          {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": [1e8]}} | 422 | $
          {"dataset": "synthetic-digits", "network": $big}       | 422 | too-much-memory
          {"dataset": "synthetic-digit", $network}               | 422 | unknown-dataset
          {"dataset": "synthetic-digits", $network, "optimizer": {"learningRate": -1}} | 422 | $
          {"dataset": "synthetic-digits", $network, "optimizer": {"learningRate": 0}} | 422 | $
          {"dataset": "synthetic-digits", $network, "optimizer": {"name": "adam"}} | 422 | $
          {"dataset": "synthetic-digits", $network, "hardware": $unknown} | 422 | $device
          {"dataset": "synthetic-digits", $network, "hardware": $ideal} | 422 | $
          {"dataset": "synthetic-digits", "network": $real}      | 422 | invalid-request
          []                                                     | 422 | invalid-request
          {                                                      | 400 | malformed-request
          """)
  void refusesWhatBreaksTheContract(String body, int status, String type) {
    var json =
        body.replace("$network", "\"network\": {\"preset\": \"mlp\", \"hidden\": [16]}")
            .replace("$big", "{\"preset\": \"mlp\", \"hidden\": [100000, 100000]}")
            .replace("$real", "{\"preset\": \"mlp\", \"hidden\": [16], \"weights\": \"real\"}")
            .replace("$unknown", "{\"deviceModel\": \"x\"}")
            .replace("$ideal", "{\"scheme\": \"ideal\", \"deviceModel\": \"x\"}");
    String slug = type.equals("$") ? "invalid-request" : type;

    var answer = http.post("/v1/trainings", json, "Idempotency-Key", "bad");

    assertProblem(answer, status, slug.equals("$device") ? "unknown-device-model" : slug);
    assertThat(answer.json().path("detail").asString()).isNotBlank();
  }

  @Test
  void namesEveryOffendingField() {
    var answer = http.post("/v1/trainings", "{\"epochs\": 0, \"sed\": 1}");

    assertThat(answer.json().path("errors").valueStream().map(e -> e.path("pointer").asString()))
        .containsExactlyInAnyOrder("/dataset", "/network", "/epochs", "/sed");
  }

  @Test
  void refusesAnEmptyBodyAndOtherTypes() {
    assertProblem(http.post("/v1/trainings", ""), 400, "malformed-request");
    var form =
        http.send(
            "POST",
            "/v1/trainings",
            BodyPublishers.ofString("epochs=1"),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertProblem(form, 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-8", "UTF-16", "UTF-16LE", "windows-1252"})
  void readsABodyInTheCharsetThatItsTypeNames(String charset) {
    String named =
        "{\"name\": \"caf\u00e9\", \"dataset\": \"nothing\", \"network\": {}, \"epochs\": 0}";

    var answer = in(charset, named.getBytes(Charset.forName(charset)));
    var other =
        in(
            charset,
            named.replace("\"epochs\"", "\"\u00e9pochs\"").getBytes(Charset.forName(charset)));

    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/epochs");
    assertThat(other.json().at("/errors/0/pointer").asString()).isEqualTo("/\u00e9pochs");
  }

  @Test
  void refusesABodyThatIsNotInItsCharset() {
    byte[] latin = {'"', (byte) 0xe9, '"'};

    assertProblem(in("US-ASCII", latin), 400, "malformed-request");
    assertProblem(in("UTF-8", latin), 400, "malformed-request");
    var unknown = in("nothing", latin);
    assertProblem(unknown, 415, "unsupported-media-type");
    assertThat(unknown.json().path("detail").asString()).contains("nothing", "application/json");
  }

  private TestHttp.Answer in(String charset, byte[] body) {
    return http.send(
        "POST",
        "/v1/trainings",
        BodyPublishers.ofByteArray(body),
        "Content-Type",
        "application/json; charset=" + charset);
  }

  @Test
  void refusesTwoHundredMegabytesWithoutKeepingThem() {
    long length = 200_000_000;

    var announced =
        http.post("/v1/trainings", BodyPublishers.fromPublisher(TestHttp.zeros(length), length));
    var chunked = http.post("/v1/trainings", TestHttp.zeros(length));

    assertProblem(announced, 413, "too-large");
    assertProblem(chunked, 413, "too-large");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /v1/nothing, 404, not-found",
    "GET, /nothing, 404, not-found",
    "GET, /v1/trainings/018f0000-0000-7000-8000-000000000000, 404, not-found",
    "GET, /v1/trainings/no-uuid, 400, invalid-parameter",
    "GET, /v1/trainings?limit=0, 400, invalid-parameter",
    "GET, /v1/trainings?limit=501, 400, invalid-parameter",
    "GET, /v1/trainings?limit=ten, 400, invalid-parameter",
    "GET, /v1/trainings?limit=1&limit=2, 400, invalid-parameter",
    "GET, /v1/trainings?state=done, 400, invalid-parameter",
    "GET, /v1/trainings?stat=failed, 400, invalid-parameter",
    "GET, /v1/trainings?cursor=x, 400, invalid-parameter",
    "GET, /v1/datasets/nothing, 404, not-found",
    "GET, /v1/device-models/nothing, 404, not-found",
    "GET, /docs/problems/nothing, 404, not-found",
    "DELETE, /v1/trainings, 405, method-not-allowed",
    "PUT, /v1/capabilities, 405, method-not-allowed",
  })
  void answersEveryFailureAsAProblem(String method, String path, int status, String type) {
    assertProblem(http.send(method, path, BodyPublishers.noBody()), status, type);
  }

  @Test
  void namesTheNearestParameter() {
    var answer = http.get("/v1/trainings?stat=failed");

    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("stat");
    assertThat(answer.json().at("/errors/0/detail").asString()).contains("Did you mean \"state\"?");
  }

  @Test
  void answersAProblemToWhatIsHardlyHttp() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
      socket.getOutputStream().write("GET /v1/[ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
      assertThat(answer).contains("/docs/problems/malformed-request");
    }
  }

  @Test
  void refusesMediaTypesItDoesNotHave() {
    assertProblem(http.get("/v1/trainings", "Accept", "application/xml"), 406, "not-acceptable");
  }

  @Test
  void checksWithoutQueueing() {
    var answer =
        http.post(
            "/v1/trainings?validateOnly=true",
            """
            {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": [16]}}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/spec/optimizer/learningRate").asDouble()).isEqualTo(8);
    assertThat(answer.json().at("/spec/trainSamples").asInt()).isEqualTo(60_000);
    assertThat(answer.json().at("/memory/estimateBytes").asLong()).isPositive();
  }

  private static void assertProblem(TestHttp.Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.json().path("type").asString()).isEqualTo("/docs/problems/" + type);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
  }
}
