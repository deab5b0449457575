package org.hafnia.service.measurements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Uploads every file of examples/measurement-sets/ as a user would, and looks at what comes out.
 */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MeasurementExamplesTest {

  private static final String SETS = "/v1/measurement-sets";
  private static final Path EXAMPLES = Path.of("..", "examples", "measurement-sets");

  private final TestHttp http;

  @Autowired
  MeasurementExamplesTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  static Stream<Path> files() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.filter(file -> !file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsDrawsAndGivesBackEveryExample(Path file) throws IOException {
    String name = file.getFileName().toString();
    var request = Files.readString(EXAMPLES.resolve(name.replaceFirst("\\..*", ".json")));

    var created = send(request, Files.readAllBytes(file));

    assertThat(created.status()).as(created.text()).isIn(200, 201);
    var set = created.json();
    assertThat(set.path("plots").size()).isPositive();
    for (var plot : set.path("plots").values()) {
      assertThat(http.get(plot.path("svg").asString()).text()).contains("<svg");
      var png = http.get(plot.path("png").asString());
      assertThat(png.status()).isEqualTo(200);
      assertThat(png.header("Content-Type")).hasValue("image/png");
    }
    String points = set.at("/links/points").asString();
    var csv = http.get(points, "Accept", "text/csv");
    var again =
        send(
            "{\"name\": \"again\", \"kind\": \"%s\"}".formatted(set.path("kind").asString()),
            csv.text().getBytes(UTF_8));
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(set.path("id"));
  }

  @Test
  void givesPagesOfPointsAndParquet() throws IOException {
    var request = Files.readString(EXAMPLES.resolve("cycling-wide.json"));
    var set = send(request, Files.readAllBytes(EXAMPLES.resolve("cycling-wide.tsv"))).json();
    String points = SETS + "/" + set.path("id").asString() + "/points";

    var first = http.get(points + "?limit=500").json();
    int count = first.path("items").size();
    for (var page = first; page.has("nextCursor"); ) {
      page = http.get(points + "?limit=500&cursor=" + page.path("nextCursor").asString()).json();
      count += page.path("items").size();
    }

    assertThat(count).isEqualTo(set.path("rows").asInt()).isEqualTo(40 * 60 * 2);
    assertThat(first.at("/items/1/state").asString()).isEqualTo("LRS");
    assertThat(first.at("/items/1/cycle").asInt()).isEqualTo(1);
    assertThat(http.get(points + "?format=parquet").text()).startsWith("PAR1");
    assertThat(http.get(points + "?format=xls").status()).isEqualTo(400);
    assertThat(http.get(SETS + "/" + set.path("id").asString() + "/plots/none.svg").status())
        .isEqualTo(404);
    assertThat(
            http.get(SETS + "/" + set.path("id").asString() + "/summary")
                .json()
                .path("devices")
                .asInt())
        .isEqualTo(40);
  }

  private TestHttp.Answer send(String request, byte[] content) {
    return http.multipart(SETS, Map.of("request", request), Map.of("file", content));
  }
}
