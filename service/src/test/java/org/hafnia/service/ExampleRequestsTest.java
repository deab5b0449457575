package org.hafnia.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Posts every file of examples/ as a user would, to the resource that its folder is named after.
 */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ExampleRequestsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final double LEAST_ACCURACY = 0.85;

  /** In an order in which the files refer to what is there already. */
  private static final List<String> RESOURCES =
      List.of(
          "measurement-sets",
          "datasets",
          "device-models",
          "networks",
          "fits",
          "trainings",
          "error-rates",
          "evaluations");

  private final TestHttp http;

  @Autowired
  ExampleRequestsTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  static Stream<Path> examples() throws IOException {
    try (var files = Files.walk(Path.of("..", "examples"))) {
      var requests = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(requests).extracting(ExampleRequestsTest::resource).isSubsetOf(RESOURCES);
      return requests.stream()
          .sorted(
              Comparator.comparingInt((Path file) -> RESOURCES.indexOf(resource(file)))
                  .thenComparing(Path::toString));
    }
  }

  private static String resource(Path example) {
    return Objects.requireNonNull(example.getParent()).getFileName().toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void runsToItsEnd(Path example) throws IOException {
    var answer = post(example);

    assertThat(answer.status()).as(answer.text()).isIn(201, 202);
    String path = answer.header("Location").orElseThrow();
    boolean job =
        !List.of("measurement-sets", "datasets", "device-models", "networks")
            .contains(resource(example));
    var done = job ? http.finished(path, PATIENCE) : http.get(path).json();
    if (job) {
      assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("succeeded");
      keep(done, example);
    }
    check(resource(example), done);
  }

  private TestHttp.Answer post(Path example) throws IOException {
    String path = "/v1/" + resource(example);
    String request = Files.readString(example);
    return switch (path) {
      case "/v1/measurement-sets" ->
          http.multipart(path, Map.of("request", request), Map.of("file", data(example)));
      case "/v1/datasets" ->
          http.multipart(path, Map.of("request", request), Map.of("train", data(example)));
      default -> http.post(path, request);
    };
  }

  /** The file of measurements that stands beside its request. */
  private static byte[] data(Path example) throws IOException {
    String name = example.getFileName().toString();
    String stem = name.substring(0, name.length() - ".json".length()) + ".";
    try (var files = Files.list(Objects.requireNonNull(example.getParent()))) {
      var data =
          files
              .filter(file -> file.getFileName().toString().startsWith(stem))
              .filter(file -> !file.equals(example))
              .toList();
      assertThat(data).as("data of " + example).hasSize(1);
      return Files.readAllBytes(data.getFirst());
    }
  }

  private void check(String resource, JsonNode done) {
    var result = done.path("result");
    switch (resource) {
      case "trainings" ->
          assertThat(result.at("/testAccuracy/value").asDouble()).isGreaterThan(LEAST_ACCURACY);
      case "fits" -> {
        assertThat(estimates(result)).as(result.toString()).isNotEmpty();
        assertThat(result.path("plots")).isNotEmpty();
        assertThat(http.get(done.at("/links/deviceModel").asString("")).status()).isEqualTo(200);
      }
      case "evaluations" -> {
        assertThat(result.path("files")).hasSizeGreaterThan(5);
        assertThat(result.at("/errorFree/value").asDouble()).isGreaterThan(LEAST_ACCURACY);
        assertThat(result.path("points")).isNotEmpty().allSatisfy(ExampleRequestsTest::accuracy);
        assertThat(result.at("/energy/totalJoule").asDouble()).isPositive();
      }
      case "error-rates" -> {
        assertThat(result.path("files")).hasSizeGreaterThan(3);
        assertThat(result.path("points")).isNotEmpty().allSatisfy(ExampleRequestsTest::rates);
      }
      case "measurement-sets" -> measurements(done);
      case "networks" -> {
        assertThat(done.path("origin").asString()).isEqualTo("stored");
        var table =
            http.get("/v1/networks/" + done.path("name").asString() + "?dataset=synthetic-digits");
        assertThat(table.json().at("/table/total/parameters").asLong()).isPositive();
      }
      case "datasets" -> assertThat(done.path("trainSamples").asInt()).isPositive();
      case "device-models" -> assertThat(done.path("origin").asString()).isEqualTo("posted");
      default -> throw new AssertionError(resource);
    }
  }

  private static void accuracy(JsonNode point) {
    double mean = point.path("accuracy").asDouble();
    assertThat(mean).isBetween(0.0, 1.0);
    for (String interval : List.of("overDraws", "overTestImages")) {
      assertThat(point.at("/" + interval + "/low").asDouble(2)).isLessThanOrEqualTo(mean);
      assertThat(point.at("/" + interval + "/high").asDouble(-1)).isGreaterThanOrEqualTo(mean);
    }
  }

  private static void rates(JsonNode point) {
    assertThat(point.path("rates"))
        .isNotEmpty()
        .allSatisfy(
            rate -> {
              double value = rate.path("value").asDouble();
              assertThat(value).isBetween(0.0, 1.0);
              assertThat(rate.path("low").asDouble()).isLessThanOrEqualTo(value);
              assertThat(rate.path("high").asDouble()).isGreaterThanOrEqualTo(value);
            });
  }

  /** Every plot is there, and what a set gives back is the same set. */
  private void measurements(JsonNode set) {
    assertThat(set.path("plots")).isNotEmpty();
    for (var plot : set.path("plots").values()) {
      var svg = http.get(plot.path("svg").asString()).text();
      assertThat(svg).contains("<svg");
      assertThat(http.get(plot.path("png").asString()).header("Content-Type"))
          .hasValue("image/png");
      keep(svg, set.path("name").asString() + "." + plot.path("name").asString() + ".svg");
    }
    var csv = http.get(set.at("/links/points").asString(), "Accept", "text/csv");
    var again =
        http.multipart(
            "/v1/measurement-sets",
            Map.of(
                "request",
                "{\"name\": \"again\", \"kind\": \"%s\"}".formatted(set.path("kind").asString())),
            Map.of("file", csv.text().getBytes(UTF_8)));
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(set.path("id"));
  }

  /** For people who want to look: HAFNIA_PICTURES=some/folder. */
  private void keep(JsonNode done, Path example) {
    if (System.getenv("HAFNIA_PICTURES") == null) {
      return;
    }
    String prefix = resource(example) + "." + example.getFileName() + ".";
    keep(done.toPrettyString(), prefix + "result.json");
    Stream.of("files", "plots")
        .flatMap(list -> done.path("result").path(list).valueStream())
        .map(file -> file.path("href").asString(""))
        .filter(href -> href.endsWith(".svg"))
        .forEach(
            href ->
                keep(http.get(href).text(), prefix + href.substring(href.lastIndexOf('/') + 1)));
  }

  private static void keep(String text, String name) {
    var folder = System.getenv("HAFNIA_PICTURES");
    if (folder != null) {
      try {
        Files.createDirectories(Path.of(folder));
        Files.writeString(Path.of(folder, name), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Of all parameters that the data identify. */
  private static List<JsonNode> estimates(JsonNode result) {
    return result
        .path("parameters")
        .valueStream()
        .flatMap(parameter -> parameter.path("estimates").valueStream())
        .filter(estimate -> estimate.path("identified").asBoolean(false))
        .filter(estimate -> estimate.path("standardError").asDouble(0) > 0)
        .toList();
  }
}
