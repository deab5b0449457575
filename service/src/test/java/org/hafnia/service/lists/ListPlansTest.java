package org.hafnia.service.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists among ten thousand jobs are read along an index, never by going through a table. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "hafnia.role=api")
class ListPlansTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  private final TestHttp http;
  private final Plans plans;
  private final JdbcClient jdbc;

  @Autowired
  ListPlansTest(@LocalServerPort int port, Plans plans, JdbcClient jdbc) {
    this.http = new TestHttp(port);
    this.plans = plans;
    this.jdbc = jdbc;
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Explaining {

    @Bean
    @Primary
    Plans plans(JdbcClient jdbc) {
      return new Plans(jdbc);
    }
  }

  @BeforeEach
  void fill() throws IOException {
    if (jdbc.sql("select count(*) from job").query(Integer.class).single() == 0) {
      post("trainings", "ideal-digits.json");
      post("error-rates", "cycles.json");
      var sets = EXAMPLES.resolve("measurement-sets");
      var request = Files.readString(sets.resolve("endurance.json"));
      var file = Files.readAllBytes(sets.resolve("endurance.csv"));
      http.multipart("/v1/measurement-sets", Map.of("request", request), Map.of("file", file));
      copy();
    }
  }

  private void post(String resource, String example) throws IOException {
    var request = Files.readString(EXAMPLES.resolve(resource).resolve(example));
    assertThat(http.post("/v1/" + resource, request).status()).isIn(200, 201, 202);
  }

  /** One job in fifty has failed, one in a hundred waits; one data set in five hundred is rare. */
  private void copy() {
    jdbc.sql(
            """
            create temp table copied as
            select n, uuidv7(interval '-1 second' * n) as id,
              (array['training', 'error-rate'])[1 + n % 2] as kind
            from generate_series(1, 10000) n;
            insert into job (id, kind, subjects, name, state, submitted_at)
            select id, kind, '/v1/' || kind || 's', 'night ' || n,
              case when n % 100 < 2 then 'failed' when n % 100 = 4 then 'queued'
                else 'succeeded' end,
              now() - interval '1 second' * n
            from copied;
            insert into training select r.*
            from copied c cross join (select training as one from training) t
            cross join lateral jsonb_populate_record(one, jsonb_build_object('id', c.id,
              'dataset', case when n % 1000 = 8 then 'rare' else 'mnist' end)) r
            where c.kind = 'training';
            insert into error_rate select r.*
            from copied c cross join (select error_rate as one from error_rate) t
            cross join lateral jsonb_populate_record(one, jsonb_build_object('id', c.id,
              'measurement_set', case when n % 1000 = 9 then 'rare' end)) r
            where c.kind = 'error-rate';
            insert into measurement_set select r.*
            from copied c cross join (select measurement_set as one from measurement_set) t
            cross join lateral jsonb_populate_record(one,
              jsonb_build_object('id', c.id, 'name', 'set ' || n, 'sha256', md5(n::text))) r;
            drop table copied
            """)
        .update();
    jdbc.sql("vacuum (analyze)").update();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/jobs?kind=fit&state=failed&state=queued",
        "/v1/trainings",
        "/v1/trainings?state=failed",
        "/v1/trainings?name=nobody",
        "/v1/trainings?dataset=rare",
        "/v1/trainings?dataset=rare&state=failed",
        "/v1/error-rates?state=queued",
        "/v1/error-rates?measurementSet=rare",
        "/v1/measurement-sets",
        "/v1/measurement-sets?name=nobody"
      })
  void readsAlongAnIndex(String path) {
    assertThat(http.get(path).status()).isEqualTo(200);
    assertThat(plans.last()).contains("Index").doesNotContain("Seq Scan", "Merge Join");
  }

  @Test
  void walksAlongTheQueueOnceAndOnlyWhereAJobOfThePageWaits() {
    http.get("/v1/jobs?state=queued");

    assertThat(plans.last()).contains("One-Time Filter").containsOnlyOnce("job_queue");
  }

  @Test
  void tellsTheSamePlacesInTheQueueAsTheJobsThemselves() {
    var items = http.get("/v1/jobs?state=queued&limit=500").json().path("items");

    assertThat(items).hasSizeGreaterThan(50);
    for (var item : List.of(items.get(0), items.get(17), items.get(items.size() - 1))) {
      var job = http.get("/v1/jobs/" + item.path("id").asString()).json();
      assertThat(item.path("queuePosition")).isEqualTo(job.path("queuePosition"));
    }
    assertThat(items.get(0).path("queuePosition").asInt()).isEqualTo(items.size());
  }
}
