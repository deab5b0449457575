package org.hafnia.service.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hafnia.service.web.TestHttp;

/**
 * A home of the service whose database holds very many jobs: one of every kind was run, the others
 * are its copies, made by SQL with names, states, data sets and epochs of their own.
 */
final class FilledHome {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int JOBS = 200_000;
  // Times 110,000 trainings, less those that wait: 20 million.
  private static final int EPOCHS = 190;

  private FilledHome() {}

  /** The directory, filled now or by an earlier run. */
  static Path of(Path home) throws IOException, SQLException {
    var done = home.resolve("filled");
    if (Files.exists(done)) {
      return home;
    }
    long start = System.nanoTime();
    try (var service = ServiceProcess.start(home, Map.of())) {
      runOneOfEveryKind(service.http());
      fill(service);
    }
    Files.writeString(done, JOBS + " jobs\n");
    System.out.printf(
        Locale.ROOT, "filled in %.0f s: %s%n", (System.nanoTime() - start) / 1e9, home);
    return home;
  }

  private static void runOneOfEveryKind(TestHttp http) throws IOException {
    var sets = EXAMPLES.resolve("measurement-sets");
    var answer =
        http.multipart(
            "/v1/measurement-sets",
            Map.of("request", Files.readString(sets.resolve("weak-reset-traces.json"))),
            Map.of("file", Files.readAllBytes(sets.resolve("weak-reset-traces.csv"))));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    run(http, "fits", "weak-reset.json");
    run(http, "error-rates", "cycles.json");
    run(http, "trainings", "model-for-evaluations.json");
    run(http, "evaluations", "bit-error-rates.json");
  }

  private static void run(TestHttp http, String resource, String example) throws IOException {
    var request = Files.readString(EXAMPLES.resolve(resource).resolve(example));
    var answer = http.post("/v1/" + resource, request);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201, 202);
    var ended = http.finished(answer.header("Location").orElseThrow(), PATIENCE);
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("succeeded");
  }

  private static void fill(ServiceProcess service) throws IOException, SQLException {
    try (var script = FilledHome.class.getResourceAsStream("/bench/fill-listing.sql");
        var connection = service.connect();
        var statement = connection.createStatement()) {
      var text = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
      text = text.replace("{jobs}", "" + JOBS).replace("{epochs}", "" + EPOCHS);
      for (String command : text.split("\ngo\n", -1)) {
        long start = System.nanoTime();
        statement.execute(command);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seconds > 1) {
          System.out.printf(
              Locale.ROOT,
              "%6.1f s  %s%n",
              seconds,
              command.substring(0, Math.min(60, command.length())).replaceAll("\\s+", " "));
        }
      }
    }
  }
}
