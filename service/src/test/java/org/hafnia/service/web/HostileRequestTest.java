package org.hafnia.service.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.hafnia.service.database.FreshDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class HostileRequestTest {

  private final int port;
  private final TestHttp http;

  @Autowired
  HostileRequestTest(@LocalServerPort int port) {
    this.port = port;
    this.http = new TestHttp(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          "name": "\\u0000"            | /name
          "name": "half \\ud83d"       | /name
          "name": "\\udc00\\ud83d"     | /name
          "epochs": 1e308              | /epochs
          "seed": -1e19                | /seed
          "optimizer": {"learningRate": 1e999} | /optimizer/learningRate
          """)
  void refusesWhatCannotBeStored(String field, String pointer) {
    String rest = "\"network\": {\"preset\": \"mlp\", \"hidden\": [16]}";

    var answer =
        http.post(
            "/v1/trainings", "{\"dataset\": \"synthetic-digits\", " + rest + ", " + field + "}");

    assertProblem(answer, 422, "invalid-request");
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/trainings?name=%00", "/v1/trainings?dataset=%00", "/v1/jobs?cursor=%00"})
  void refusesParametersThatCannotBeStored(String path) {
    assertProblem(http.get(path), 400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/trainings/%zz",
        "GET /v1/jobs/%00",
        "GET /v1/datasets/%2e%2e%2f",
        "GET /v1/datasets/%ff",
        "GET /v1/trainings?%ff=1",
        "GET /v1/trainings?name=%ED%A0%80",
        "GET /v1/trainings?name={}",
      })
  void answersBrokenAddressesWithProblems(String requestLine) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var request = requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));

      var answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"type\":\"/docs/problems/", "\"status\":400");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/jobs?state=running",
        "/v1/jobs?state=failed&state=cancelled",
        "/v1/jobs?kind=training",
        "/v1/trainings?state=queued&state=succeeded",
      })
  void filtersByTheNamesOfTheContract(String path) {
    var answer = http.get(path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("items").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs", "trainings"})
  void takesNoCursorThatItDidNotGive(String collection) {
    for (var cursor : new String[] {"", "x", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1"}) {
      assertProblem(http.get("/v1/" + collection + "?cursor=" + cursor), 400, "invalid-parameter");
    }
  }

  @Test
  void namesEveryPartThatDoesNotBelong() {
    var files =
        Map.of(
            "trainImage", new byte[1],
            "trainLabels", new byte[1],
            "testImages", new byte[1],
            "testLabels", new byte[1]);

    var answer = http.upload("/v1/datasets", "digits", files);

    assertProblem(answer, 400, "invalid-parameter");
    assertThat(answer.text())
        .contains("\"pointer\":\"trainImages\"", "Did you mean \\\"trainImages\\\"?");
  }

  @Test
  void wantsTextForTheNameOfAnUpload() {
    var part = "--b\r\nContent-Disposition: form-data; name=\"name\"; filename=\"n\"\r\n\r\nx\r\n";

    var answer =
        http.send(
            "POST",
            "/v1/datasets",
            BodyPublishers.ofString(part + "--b--\r\n"),
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertProblem(answer, 400, "invalid-parameter");
    assertThat(answer.json().path("errors")).hasSize(5);
  }

  private static void assertProblem(TestHttp.Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.json().path("type").asString()).isEqualTo("/docs/problems/" + type);
  }
}
