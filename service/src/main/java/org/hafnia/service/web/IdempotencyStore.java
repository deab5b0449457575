package org.hafnia.service.web;

import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code idempotency_key}. */
@Component
final class IdempotencyStore {

  private final JdbcClient jdbc;

  IdempotencyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Answer(String bodySha256, int status, @Nullable String location, String response) {}

  /**
   * Takes the key for this transaction; false where it was taken before. A second transaction with
   * the same key waits here for the end of the first.
   */
  boolean take(String key, String operation, String bodySha256, Instant now) {
    return jdbc.sql(
                """
                insert into idempotency_key
                  (key, operation, body_sha256, status, response, created_at)
                values (?, ?, ?, 0, 'null', ?) on conflict do nothing
                """)
            .params(key, operation, bodySha256, Timestamp.from(now))
            .update()
        == 1;
  }

  void keep(String key, String operation, Answer answer) {
    jdbc.sql(
            """
            update idempotency_key set status = ?, location = ?, response = ?::jsonb
            where key = ? and operation = ?
            """)
        .param(answer.status())
        .param(answer.location())
        .param(answer.response())
        .param(key)
        .param(operation)
        .update();
  }

  /** Removes some of the keys taken before that; returns how many. */
  int removeOlderThan(Instant time, int most) {
    return jdbc.sql(
            """
            delete from idempotency_key where (key, operation) in (
              select key, operation from idempotency_key where created_at < ?
              order by created_at limit ? for update skip locked)
            """)
        .params(Timestamp.from(time), most)
        .update();
  }

  Answer read(String key, String operation) {
    return jdbc.sql(
            """
            select body_sha256, status, location, response from idempotency_key
            where key = ? and operation = ?
            """)
        .params(key, operation)
        .query(Answer.class)
        .single();
  }
}
