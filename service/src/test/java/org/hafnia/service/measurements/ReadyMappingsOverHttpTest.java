package org.hafnia.service.measurements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A file of each public layout, uploaded as a user would: the measured one where it is at hand. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReadyMappingsOverHttpTest {

  private static final String SETS = "/v1/measurement-sets";
  private static final String WIDTH = "\"widthSecond\": {\"number\": 1, \"unit\": \"us\"}";
  private static final String BAKED =
      "\"temperatureKelvin\": {\"number\": 110, \"unit\": \"degC\"},"
          + " \"timeSecond\": {\"number\": 1800}";

  /** A layout: the measured file, its mapping, and lines of our own in the same layout. */
  private record Layout(
      String file, String kind, String mapping, String constants, String lines, int rows) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout(
              "rram-radar/cycling-5-10-20.csv.gz",
              "cycling",
              "radar-cycling",
              "",
              "480.000\t1e5\t5000\t2e5\t5100\n481.000\t1.1e5\t5200\t2.1e5\t5300\n",
              8),
          new Layout(
              "rram-radar/form-5-23-20.csv.gz",
              "programming",
              "radar-forming",
              WIDTH,
              "480.000\t2.000\t2.900\t21000.5\t1.000\n481.000\t2.050\t3.400\t2.5e6\t0.000\n",
              2),
          new Layout(
              "rram-radar/fppv-4wl-eval-chip1-8-7-20.csv.gz",
              "retention",
              "radar-program-verify",
              "",
              "7\t0\t0\t1\t0\t0\t0\t5000\t1\t0\t0\n8\t2\t1\t2\t5791.2\t0\t5770\t6010\t1\t0\t0\n",
              1),
          new Layout(
              "rram-radar/sdr-4wl-eval-chip1-8k-8-9-20.csv.gz",
              "retention",
              "radar-program-verify",
              "",
              "9.000\t8.000\t7.000\t1.000\t9100.4\t0.000\t8510.000\t9310.000\t0.000\t1.0\t2.0\n",
              1),
          new Layout(
              "rram-radar/retention/readtest3bpc2-postbake.csv.gz",
              "retention",
              "radar-after-bake",
              "\"temperatureKelvin\": {\"number\": 100, \"unit\": \"degC\"}",
              "4181.8\n4566.4\n5063.7\n",
              3),
          new Layout(
              "rram-ni40/form_chip7.csv.gz",
              "programming",
              "ni40-forming",
              WIDTH,
              "0.000\t0.950\t2.000\t15447.4\t1.000\n1.000\t1.000\t2.000\t28542.0\t1.000\n",
              2),
          new Layout(
              "rram-ni40/target_chip8.csv.gz",
              "retention",
              "ni40-target",
              "",
              "0.000\t3.000\t1.000\t0.000\t1.000\t10844.7\n8.000\t1.0\t0.0\t0.0\t0.0\t10755.7\n",
              2),
          new Layout(
              "rram-ni40/read_target_chip8.csv.gz",
              "retention",
              "ni40-target-read",
              "\"timeSecond\": {\"number\": 60}",
              "0.000\t0.009\t0.000\t12006.7\n8.000\t0.010\t0.000\t11080.1\n",
              2),
          new Layout(
              "rram-ni40/1us_endurance.tsv.gz",
              "cycling",
              "ni40-endurance",
              "",
              "186\t10492.1\t332920.1\t100\n186\t10427.0\t36610.7\t200\n",
              4),
          new Layout(
              "rram-misc/sst2021/3B_LRS_O_250.csv",
              "retention",
              "digitised-retention",
              "\"temperatureKelvin\": {\"number\": 250, \"unit\": \"degC\"}",
              "x,y\n1,4401.9\n2384,24326.2\n",
              2));

  private final TestHttp http;
  private final Optional<Path> measured;

  @Autowired
  ReadyMappingsOverHttpTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
    this.measured =
        Optional.ofNullable(System.getenv("HAFNIA_DATASETS"))
            .map(Path::of)
            .filter(folder -> Files.isDirectory(folder.resolve("rram-radar")));
    System.out.println(
        "ReadyMappingsOverHttpTest: lines of our own"
            + measured.map(folder -> ", and measured files of " + folder).orElse(""));
  }

  @TestFactory
  Stream<DynamicTest> takeTheFilesThatTheyAreMeantFor() {
    return LAYOUTS.stream()
        .map(layout -> DynamicTest.dynamicTest(layout.file(), () -> takes(layout)));
  }

  private void takes(Layout layout) throws IOException {
    String name = layout.file().replaceAll("[^A-Za-z0-9-]+", " ").strip();
    assertThat(upload(name + " made", layout, layout.lines().getBytes(UTF_8)))
        .isEqualTo(layout.rows());
    if (measured.isPresent()) {
      byte[] file = Files.readAllBytes(measured.get().resolve(layout.file()));
      assertThat(upload(name, layout, file)).isGreaterThanOrEqualTo(layout.rows());
    }
  }

  private long upload(String name, Layout layout, byte[] content) {
    var request =
        """
        {"name": "%s", "kind": "%s", "mapping": "%s", "constants": {%s}}
        """
            .formatted(name, layout.kind(), layout.mapping(), layout.constants());
    var answer = http.multipart(SETS, Map.of("request", request), Map.of("file", content));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().path("mapping").asString()).isEqualTo(layout.mapping());
    return answer.json().path("rows").asLong();
  }

  @Test
  void makesOneRetentionSetOfAReadBeforeAndAReadAfterABake() throws IOException {
    byte[] before = bytes("rram-ni40/prebake110.tsv.gz", "0\t69368.4\n2\t89135.3\n");
    byte[] after = bytes("rram-ni40/postbake110.tsv.gz", "0\t96640.1\n2\t110528.0\n");
    var request =
        """
        {"name": "bake 110", "kind": "retention", "mapping": "ni40-before-bake",
         "more": [{"mapping": "ni40-after-bake", "constants": {%s}}]}
        """
            .formatted(BAKED);

    var answer =
        http.multipart(SETS, Map.of("request", request), Map.of("file", before, "more", after));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var summary = answer.json().path("summary");
    assertThat(summary.path("rows").asLong()).isEqualTo(2 * summary.path("devices").asLong());
    assertThat(summary.at("/numbers/0/high").asDouble()).isEqualTo(1800);
    assertThat(answer.json().path("fileName").asString()).isEqualTo("file and 1 more");
    var half = http.multipart(SETS, Map.of("request", request), Map.of("file", before));
    assertThat(half.status()).isEqualTo(422);
    assertThat(half.json().at("/errors/0/pointer").asString()).isEqualTo("/more");
  }

  private byte[] bytes(String file, String made) throws IOException {
    return measured.isPresent()
        ? Files.readAllBytes(measured.get().resolve(file))
        : made.getBytes(UTF_8);
  }

  @Test
  void tellsAllThatIsWrongWithAMapping() {
    var request =
        """
        {"name": "wrong", "kind": "retention", "mapping": {"columns": {
          "device": {"column": "adr"}, "timeSecond": {"column": "t", "unit": "ohm"},
          "temperatureKelvin": {"number": -3}, "resistanceOhm": {"column": "R"}}}}
        """;
    var answer =
        http.multipart(
            SETS, Map.of("request", request), Map.of("file", "addr,t,r\n1,2,3\n".getBytes(UTF_8)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").valueStream().map(e -> e.path("pointer").asString()))
        .containsExactlyInAnyOrder(
            "/mapping/columns/device",
            "/mapping/columns/timeSecond/unit",
            "/mapping/columns/temperatureKelvin",
            "/mapping/columns/resistanceOhm");

    var unknown =
        http.multipart(
            SETS,
            Map.of("request", request.replace("device", "devise").replace("timeS", "tineS")),
            Map.of("file", "addr,t,r\n1,2,3\n".getBytes(UTF_8)));
    assertThat(unknown.json().path("errors").size()).as(unknown.text()).isEqualTo(2);
    assertThat(unknown.text()).contains("Did you mean");
  }
}
