package org.hafnia.service.measurements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Here a file may have 5 GB, of 1000 rows of measurements. */
@FreshDatabase
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.servlet.multipart.max-file-size=5GB",
      "spring.servlet.multipart.max-request-size=5GB",
      "hafnia.measurements.directory=target/limits/uploads",
      "spring.servlet.multipart.location=${user.dir}/target/limits/uploads",
      "hafnia.measurements.most-rows=1000"
    })
class UploadLimitsTest {

  private static final Path UPLOADS = Path.of("target/limits/uploads");
  private static final String REQUEST = "{\"name\": \"limits\", \"kind\": \"cycling\"}";
  private static final String HEAD = "device,cycle,state,resistanceOhm\n";

  private final TestHttp http;
  private final int port;

  @Autowired
  UploadLimitsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
    this.port = port;
  }

  @Test
  void leavesNothingOfAnUploadThatIsCutOff() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      beginUpload(socket, 5_000_000_000L);
      var out = socket.getOutputStream();
      byte[] rows = "a,1,LRS,5000\n".repeat(100_000).getBytes(UTF_8);
      out.write(rows);
      out.flush();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !left().isEmpty());
    }

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> left().isEmpty());
    assertThat(http.get("/v1/measurement-sets/limits").status()).isEqualTo(404);
    assertThat(http.get("/v1/measurement-sets").json().path("items").size()).isZero();
  }

  @Test
  void saysThatAnUploadEndedEarlyOrWouldBeTooLong() throws IOException {
    assertThat(answerToBeginning(4_000_000_000L))
        .contains("HTTP/1.1 400", "application/problem+json", "ended before its announced end");
    assertThat(answerToBeginning(6_000_000_000L))
        .contains("HTTP/1.1 413", "application/problem+json", "at most 5368709120 bytes")
        .contains("found 6000000000", "\"pointer\":\"file\"");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> left().isEmpty());
  }

  private String answerToBeginning(long announced) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      beginUpload(socket, announced);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static void beginUpload(Socket socket, long announced) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("POST /v1/measurement-sets HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: "
                    + announced
                    + "\r\n\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n"
                    + REQUEST
                    + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
                    + "filename=\"f\"\r\n\r\n"
                    + HEAD)
                .getBytes(UTF_8));
  }

  @Test
  void refusesMoreThanItMayTake() {
    var text = new StringBuilder(HEAD);
    for (int cycle = 0; cycle < 5000; cycle++) {
      text.append("a,").append(cycle).append(",LRS,5000\n");
    }

    var rows = upload(text.toString());
    var empty =
        http.send(
            "POST",
            "/v1/measurement-sets",
            java.net.http.HttpRequest.BodyPublishers.noBody(),
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertThat(rows.status()).isEqualTo(422);
    assertThat(rows.json().path("detail").asString()).contains("more than 1000 rows");
    assertThat(empty.status()).isEqualTo(400);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> left().isEmpty());
  }

  @Test
  void refusesUploadsWithoutTheirParts() {
    var noFile = http.multipart("/v1/measurement-sets", Map.of("request", REQUEST), Map.of());
    var more =
        http.multipart(
            "/v1/measurement-sets",
            Map.of("request", REQUEST, "colour", "blue"),
            Map.of("file", HEAD.getBytes(UTF_8)));
    var asFile =
        http.multipart(
            "/v1/measurement-sets?validateOnly=true",
            Map.of(),
            Map.of(
                "request", REQUEST.getBytes(UTF_8),
                "file", (HEAD + "a,1,LRS,5000\n").getBytes(UTF_8)));

    assertThat(noFile.status()).isEqualTo(400);
    assertThat(noFile.text()).contains("file");
    assertThat(more.status()).isEqualTo(400);
    assertThat(asFile.status()).as(asFile.text()).isEqualTo(200);
  }

  private TestHttp.Answer upload(String content) {
    return http.multipart(
        "/v1/measurement-sets",
        Map.of("request", REQUEST),
        Map.of("file", content.getBytes(UTF_8)));
  }

  private static List<Path> left() {
    try (var files = Files.list(UPLOADS)) {
      return files.filter(file -> !file.endsWith(".in-use")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
