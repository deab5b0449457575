package org.hafnia.service.jobs;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes table {@code job_event}; numbers are taken under the lock of the job's row. */
@Repository
public class JobEvents {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  /** What an event tells; its name in the stream. */
  public enum Type {
    STATE,
    PROGRESS,
    EPOCH,
    LOG;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  JobEvents(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Appends an event; the order of numbers is the order of commits. */
  public void append(UUID id, Type type, Object data, Instant now) {
    jdbc.sql(
            """
            with numbered as (
              update job set event_sequence = event_sequence + 1 where id = :id
              returning event_sequence)
            insert into job_event (job_id, sequence, at, type, data)
            select :id, event_sequence, :now, :type, :data::jsonb from numbered
            """)
        .param("id", id)
        .param("now", JobStore.timestamp(now))
        .param("type", type.text())
        .param("data", json.writeValueAsString(data))
        .update();
  }

  /** Appends a progress event in place of the ones before it: only the last one matters. */
  public void progress(UUID id, Object data, Instant now) {
    jdbc.sql("delete from job_event where job_id = :id and type = 'progress'")
        .param("id", id)
        .update();
    append(id, Type.PROGRESS, data, now);
  }
}
