package org.hafnia.service.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Reads the rows of a set back, in pages and as Parquet. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MeasurementPointsTest {

  private static final String SETS = "/v1/measurement-sets";
  private static final Path EXAMPLES = Path.of("..", "examples", "measurement-sets");

  private final TestHttp http;

  @Autowired
  MeasurementPointsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
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
