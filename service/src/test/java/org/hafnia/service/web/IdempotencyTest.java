package org.hafnia.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.jobs.JobsTestApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@FreshDatabase
@SpringBootTest(classes = JobsTestApplication.class)
class IdempotencyTest {

  @Autowired private Idempotency idempotency;
  @Autowired private JdbcClient jdbc;

  @Test
  void removesKeysThatArePastTheirLifetimeAndNoOthers() {
    keyOfDaysAgo(31);
    keyOfDaysAgo(29);
    var done = new AtomicInteger();
    var request = new Idempotency.Request<>("new", "POST /v1/any", null, Integer.class);

    idempotency.once(request, () -> ResponseEntity.ok(done.incrementAndGet()));
    var again = idempotency.once(request, () -> ResponseEntity.ok(done.incrementAndGet()));

    assertThat(again.getBody()).isEqualTo(1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(keys()).containsExactly("29 days", "new"));
  }

  private void keyOfDaysAgo(int days) {
    jdbc.sql(
            """
            insert into idempotency_key (key, operation, body_sha256, status, response, created_at)
            values (:days || ' days', 'POST /v1/any', '', 200, '0',
                    now() - :days * interval '1 day')
            """)
        .param("days", days)
        .update();
  }

  private List<String> keys() {
    return jdbc.sql("select key from idempotency_key order by key")
        .query((row, number) -> row.getString(1))
        .list();
  }
}
