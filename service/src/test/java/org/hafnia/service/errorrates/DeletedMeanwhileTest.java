package org.hafnia.service.errorrates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a request refers to goes, or becomes another, while the request is being stored. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DeletedMeanwhileTest {

  private static final String SETS = "/v1/measurement-sets";

  private final TestHttp http;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Autowired
  DeletedMeanwhileTest(
      @LocalServerPort int port, JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.http = new TestHttp(port);
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void refusesAFitOfASetThatGoesMeanwhile() {
    upload("goes", 1);

    var answer =
        meanwhile(
            "delete from measurement_set where name = 'goes'",
            "/v1/fits",
            "{\"measurementSet\": \"goes\", \"family\": \"states\"}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("type").asString()).endsWith("unknown-measurement-set");
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/measurementSet");
    assertThat(count("select count(*) from fit where measurement_set = 'goes'")).isZero();
    assertThat(count("select count(*) from job where name = 'goes-states'")).isZero();
  }

  @Test
  void refusesAnErrorRateOfASetThatGoesMeanwhile() {
    upload("goes too", 2);

    var answer =
        meanwhile(
            "delete from measurement_set where name = 'goes too'",
            "/v1/error-rates",
            rate("{\"measurementSet\": \"goes too\"}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("type").asString()).endsWith("unknown-measurement-set");
  }

  @Test
  void refusesAnErrorRateWhoseModelBecomesAnother() {
    postModel();

    var answer =
        meanwhile(
            """
            with held as (select pg_advisory_xact_lock(
              hashtextextended('device_model of-another', 0))::text as nothing)
            update device_model set sha256 = repeat('0', 64)
            from held where name = 'of-another' and nothing is not null
            """,
            "/v1/error-rates",
            rate("{\"deviceModel\": \"of-another\"}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.json().path("detail").asString()).contains("replaced", "000000");
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/states/deviceModel");
  }

  @Test
  void keepsEitherTheFitOrTheDeletionWhereBothComeAtOnce() {
    for (int trial = 0; trial < 12; trial++) {
      String name = "both " + trial;
      upload(name, 10 + trial);
      var fit =
          CompletableFuture.supplyAsync(
              () ->
                  http.post(
                      "/v1/fits",
                      "{\"measurementSet\": \"%s\", \"family\": \"states\"}".formatted(name)),
              threads);
      var gone =
          CompletableFuture.supplyAsync(
              () ->
                  http.send(
                      "DELETE", SETS + "/" + name.replace(" ", "%20"), BodyPublishers.noBody()),
              threads);

      int deleted = gone.join().status();
      assertThat(fit.join().status())
          .as("%s, deletion %d", fit.join().text(), deleted)
          .isEqualTo(deleted == 204 ? 422 : 202);
      assertThat(deleted).isIn(204, 409);
    }
  }

  /** Posts while a statement has been run but not committed, which it is once the post waits. */
  private TestHttp.Answer meanwhile(String statement, String path, String body) {
    var posted =
        transaction.execute(
            status -> {
              assertThat(jdbc.sql(statement).update()).isEqualTo(1);
              var answer = CompletableFuture.supplyAsync(() -> http.post(path, body), threads);
              Awaitility.await()
                  .atMost(Duration.ofSeconds(20))
                  .until(
                      () ->
                          answer.isDone()
                              || count(
                                      """
                                      select count(*) from pg_stat_activity
                                      where wait_event_type = 'Lock'
                                        and datname = current_database()
                                      """)
                                  > 0);
              return answer;
            });
    return java.util.Objects.requireNonNull(posted).join();
  }

  private long count(String query) {
    return jdbc.sql(query).query(Long.class).single();
  }

  private static String rate(String states) {
    return """
        {"name": "meanwhile", "cell": "1T1R", "states": %s, "against": ["none"]}
        """
        .formatted(states);
  }

  private void postModel() {
    var preset =
        http.get("/v1/device-models?limit=200")
            .json()
            .path("items")
            .valueStream()
            .filter(model -> model.path("family").asString().equals("states"))
            .findFirst()
            .orElseThrow();
    var model = new tools.jackson.databind.json.JsonMapper().createObjectNode();
    model.put("name", "of-another").put("family", "states").put("title", "another");
    model.put("reference", "made up");
    var whole = http.get("/v1/device-models/" + preset.path("name").asString()).json();
    for (String field : new String[] {"parameters", "tables", "range"}) {
      if (whole.has(field)) {
        model.set(field, whole.path(field));
      }
    }
    var answer = http.post("/v1/device-models", model.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private void upload(String name, int own) {
    var csv = new StringBuilder("device,cycle,state,resistanceOhm\n");
    for (int cycle = 1; cycle <= 20; cycle++) {
      for (String cell : new String[] {"a", "b"}) {
        csv.append("%s,%d,LRS,%d\n".formatted(cell, cycle, 5000 + own));
        csv.append("%s,%d,HRS,%d\n".formatted(cell, cycle, 90000 + cycle));
      }
    }
    var answer =
        http.multipart(
            SETS,
            Map.of("request", "{\"name\": \"%s\", \"kind\": \"cycling\"}".formatted(name)),
            Map.of("file", csv.toString().getBytes(UTF_8)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }
}
