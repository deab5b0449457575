package org.hafnia.service.errorrates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hafnia.service.web.TestHttp;

/** From the reads among the examples to the device model of the amplifiers that gave them. */
public final class ExampleAmplifier {

  public static final String MODEL = "example-sense-amplifier";

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private ExampleAmplifier() {}

  /** Measured at 0.6 V and 25 degrees Celsius. */
  public static void fit(TestHttp http) throws IOException {
    var set =
        http.multipart(
            "/v1/measurement-sets",
            Map.of(
                "request", Files.readString(EXAMPLES.resolve("measurement-sets/sense-reads.json"))),
            Map.of(
                "file", Files.readAllBytes(EXAMPLES.resolve("measurement-sets/sense-reads.csv"))));
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    var fit =
        http.post("/v1/fits", Files.readString(EXAMPLES.resolve("fits/sense-amplifier.json")));
    assertThat(fit.status()).as(fit.text()).isEqualTo(202);
    var fitted = http.finished(fit.header("Location").orElseThrow(), PATIENCE);
    assertThat(fitted.path("state").asString()).as(fitted.toString()).isEqualTo("succeeded");
  }
}
