package org.hafnia.service.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.trainings.hardware.HardwareSpec;
import org.hafnia.service.trainings.plan.OptimizerSettings;
import org.hafnia.service.web.TestHttp;
import org.hafnia.simulator.training.MemoryEstimate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TrainingOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestHttp http;
  private final JdbcClient jdbc;
  private final Trainings trainings;

  @Autowired
  TrainingOverHttpTest(@LocalServerPort int port, JdbcClient jdbc, Trainings trainings) {
    this.trainings = trainings;
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
  }

  @Test
  void walksFromTheRequestToTheResult() {
    var accepted = http.post("/v1/trainings", small("a walk", 1, "weak-reset"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.header("Retry-After")).isPresent();
    var path = accepted.header("Location").orElseThrow();
    var training = http.finished(path, PATIENCE);
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    var result = training.path("result");
    assertThat(result.path("outcome").asString()).isEqualTo("completed");
    assertThat(result.path("epochs")).hasSize(2);
    assertThat(result.at("/testAccuracy/value").asDouble()).isBetween(0.1, 1.0);
    assertThat(result.at("/layers/0/inputs").asInt()).isEqualTo(784);
    assertThat(result.path("pulses").asLong()).isPositive();
    assertThat(result.at("/provenance/specSha256").asString()).hasSize(64);
    assertThat(result.at("/provenance/deviceModelSha256").asString()).hasSize(64);
    assertThat(plots(result))
        .containsExactly("accuracy.png", "accuracy.svg", "resistance.png", "resistance.svg");
    var plot = http.get(result.at("/plots/1/href").asString());
    assertThat(plot.text()).contains("<svg");
    assertThat(http.get(path + "/metrics").json().path("items")).hasSize(2);
  }

  @Test
  void answersPollsWithNotModified() {
    var path = submit(small("polled", 2, "ideal"));
    http.finished(path, PATIENCE);

    var first = http.get(path);
    var second = http.get(path, "If-None-Match", first.header("ETag").orElseThrow());

    assertThat(second.status()).isEqualTo(304);
    assertThat(second.text()).isEmpty();
  }

  @Test
  void givesTheSameBitsSideBySide() {
    var alone = digest(http.finished(submit(small("alone", 3, "weak-reset")), PATIENCE));

    var paths =
        List.of(submit(small("left", 3, "weak-reset")), submit(small("right", 3, "weak-reset")));
    var together = paths.stream().map(path -> digest(http.finished(path, PATIENCE))).toList();

    assertThat(alone).hasSize(64);
    assertThat(together).containsExactly(alone, alone);
  }

  @Test
  void queuesOneJobForOneKey() {
    var body = small("once", 4, "ideal");
    var posts =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> http.post("/v1/trainings", body, "Idempotency-Key", "key-1")))
            .toList();

    var answers = posts.stream().map(CompletableFuture::join).toList();

    assertThat(answers).extracting(TestHttp.Answer::status).containsOnly(202);
    assertThat(answers.stream().map(answer -> answer.json().path("id").asString()).distinct())
        .hasSize(1);
    assertThat(answers.stream().map(TestHttp.Answer::text).distinct()).hasSize(1);
    assertThat(jdbc.sql("select count(*) from job where name = 'once'").query(Long.class).single())
        .isEqualTo(1);
    var other = small("twice", 4, "ideal");
    var refused = http.post("/v1/trainings", other, "Idempotency-Key", "key-1");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("type").asString()).endsWith("idempotency-key-reused");
    http.finished(answers.getFirst().header("Location").orElseThrow(), PATIENCE);
  }

  /** The contract lets no rate in that is wild enough. */
  @Test
  void keepsWhatADivergedTrainingShowed() {
    var spec =
        new Spec(
            "too fast",
            "synthetic-digits",
            400,
            100,
            1,
            3,
            100,
            NetworkSpec.mlp(List.of(16), "real", "real"),
            HardwareSpec.ideal(),
            OptimizerSettings.of("adam", 1e30, 7, 1e30),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            50);
    var memory = new MemoryEstimate(Map.of());

    var submitted = trainings.submit(new SpecCheck.Checked(spec, memory, 0, Map.of()), "{}");

    var training = http.finished("/v1/trainings/" + submitted.row().id(), PATIENCE);
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("failed");
    assertThat(training.at("/problem/type").asString()).endsWith("training-diverged");
    assertThat(training.at("/problem/detail").asString()).contains("What to try");
    assertThat(training.at("/result/outcome").asString()).isEqualTo("diverged");
    assertThat(training.at("/result/divergence/epoch").asInt()).isPositive();
    assertThat(training.at("/result/divergence/advice").asString()).isNotBlank();
  }

  @Test
  void listsNewestFirstInPages() {
    var names = List.of("page one", "page two", "page three");
    names.forEach(name -> http.finished(submit(small(name, 5, "ideal")), PATIENCE));

    var first = http.get("/v1/trainings?name=PAGE&limit=2").json();
    var cursor = first.path("nextCursor").asString();
    var second = http.get("/v1/trainings?name=PAGE&limit=2&cursor=" + cursor).json();

    assertThat(names(first)).containsExactly("page three", "page two");
    assertThat(names(second)).containsExactly("page one");
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(http.get("/v1/trainings?state=failed&dataset=mnist").json().path("items")).isEmpty();
  }

  @Test
  void answersQuestionsAskedByHand() {
    http.finished(submit(small("by hand", 6, "weak-reset")), PATIENCE);

    var row = jdbc.sql("select * from lab.trainings where name = 'by hand'").query().singleRow();
    var epochs = jdbc.sql("select * from lab.epochs where name = 'by hand'").query().listOfRows();

    assertThat(row)
        .containsEntry("state", "succeeded")
        .containsEntry("hidden", "16")
        .containsEntry("pink_noise", true)
        .containsEntry("batch_size", 100);
    assertThat((Double) row.get("test_accuracy")).isPositive();
    assertThat(epochs).hasSize(2);
  }

  @Test
  void explainsEveryColumnOfTheLab() {
    var silent =
        jdbc.sql(
                """
                select c.relname || '.' || a.attname
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'lab' and a.attnum > 0
                  and (col_description(c.oid, a.attnum) is null
                       or obj_description(c.oid, 'pg_class') is null)
                """)
            .query(String.class)
            .list();

    assertThat(silent).isEmpty();
  }

  private String submit(String body) {
    var answer = http.post("/v1/trainings", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.header("Location").orElseThrow();
  }

  private static String small(String name, int seed, String scheme) {
    return """
        {"name": "%s", "dataset": "synthetic-digits", "trainSamples": 400, "testSamples": 100,
         "seed": %d, "epochs": 2, "batchSize": 100,
         "network": {"preset": "mlp", "hidden": [16]}, "hardware": {"scheme": "%s"}}
        """
        .formatted(name, seed, scheme);
  }

  private static String digest(JsonNode training) {
    return training.at("/result/weightsSha256").asString();
  }

  private static List<String> plots(JsonNode result) {
    return result.path("plots").valueStream().map(plot -> plot.path("name").asString()).toList();
  }

  private static List<String> names(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("name").asString()).toList();
  }
}
