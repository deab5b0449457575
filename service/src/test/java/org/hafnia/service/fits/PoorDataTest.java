package org.hafnia.service.fits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Data that say too little end as a problem in words, with the fitters of the simulator. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PoorDataTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestHttp http;

  @Autowired
  PoorDataTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @ParameterizedTest(name = "{0}: {1} devices, {2} points, spread {3}")
  @CsvSource({
    "states, 1, 1, 0.5",
    "states, 2, 1, 0.5",
    "states, 30, 20, 0",
    "endurance, 1, 1, 0.5",
    "endurance, 30, 20, 0",
    "weak-reset, 1, 1, 0.1",
    "weak-reset, 20, 60, 0",
    "pulse-response, 1, 1, 0.1",
    "pulse-response, 20, 60, 0",
    "programming, 1, 1, 0.5",
    "programming, 20, 10, 0",
    "retention, 1, 1, 0.5",
    "retention, 20, 10, 0",
  })
  void endAsAProblemOrWithAWarning(String family, int devices, int points, double spread) {
    String name = "%s-%d-%d-%s".formatted(family, devices, points, spread == 0 ? "same" : "few");
    upload(name, family, csv(family, devices, points, spread));

    var accepted =
        http.post(
            "/v1/fits", "{\"measurementSet\": \"%s\", \"family\": \"%s\"}".formatted(name, family));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var fit = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    if (fit.path("state").asString().equals("succeeded")) {
      assertThat(fit.at("/result/warnings")).as(fit.toString()).isNotEmpty();
    } else {
      assertThat(fit.at("/problem/type").asString())
          .as(fit.path("problem").toString())
          .endsWith("fit-impossible");
      assertThat(fit.at("/problem/detail").asString()).contains("; expected ");
      var model = "/v1/device-models/" + fit.path("name").asString();
      assertThat(http.get(model).status()).isEqualTo(404);
    }
  }

  private void upload(String name, String family, String csv) {
    var kind =
        switch (family) {
          case "states", "endurance" -> "cycling";
          case "weak-reset", "pulse-response" -> "pulse-train";
          default -> family;
        };
    var request = "{\"name\": \"%s\", \"kind\": \"%s\"}".formatted(name, kind);
    var answer =
        http.multipart(
            "/v1/measurement-sets",
            Map.of("request", request),
            Map.of("file", csv.getBytes(UTF_8)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static String csv(String family, int devices, int points, double spread) {
    return header(family)
        + "\n"
        + IntStream.range(0, devices * points)
            .mapToObj(i -> row(family, i / points, i % points, spread))
            .collect(Collectors.joining());
  }

  private static String header(String family) {
    return switch (family) {
      case "states", "endurance" -> "device,cycle,state,resistanceOhm";
      case "weak-reset", "pulse-response" -> "device,pulse,resistanceOhm";
      case "programming" -> "device,operation,widthSecond,voltageVolt,gateVolt,resistanceAfterOhm";
      default -> "device,timeSecond,temperatureKelvin,resistanceOhm";
    };
  }

  private static String row(String family, int device, int point, double spread) {
    double ohm = 1e4 * Math.exp(spread * Math.sin(12.9898 * device + 78.233 * point + 1));
    // No two sets have the same content, which would make them one set.
    double own = ohm * (1 + 1e-9 * family.hashCode() / Integer.MAX_VALUE);
    return switch (family) {
      case "states", "endurance" ->
          line("d%d,%d,LRS,%s", device, point + 1, own)
              + line("d%d,%d,HRS,%s", device, point + 1, 10 * own);
      case "weak-reset", "pulse-response" -> line("d%d,%d,%s", device, point, own);
      case "programming" -> line("d%d,RESET,1e-6,1.5,2.0,%s", device, own);
      default -> line("d%d,%d,300,%s", device, 10 * point, own);
    };
  }

  @SuppressWarnings("AnnotateFormatMethod") // One pattern for each family, all of them above.
  private static String line(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values) + "\n";
  }
}
