package org.hafnia.service.jobs;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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

  /** What happened, as JSON is made of it. */
  public record Event(Type type, Object data) {}

  /** Appends events; the order of numbers is the order of commits. */
  public void append(UUID id, Instant now, Event... events) {
    jdbc.sql(
            """
            with numbered as (
              update job set event_sequence = event_sequence + :count where id = :id
              returning event_sequence - :count as before)
            insert into job_event (job_id, sequence, at, type, data)
            select :id, before + number, :now, type, data::jsonb
            from numbered, unnest(:types::text[], :data::text[])
              with ordinality as event (type, data, number)
            """)
        .param("id", id)
        .param("now", JobStore.timestamp(now))
        .param("count", events.length)
        .param("types", texts(events, event -> event.type().text()))
        .param("data", texts(events, event -> json.writeValueAsString(event.data())))
        .update();
  }

  private static String[] texts(Event[] events, Function<Event, String> text) {
    return Stream.of(events).map(text).toArray(String[]::new);
  }

  /** Appends a progress event in place of the ones before it: only the last one matters. */
  public void progress(UUID id, Object data, Instant now) {
    jdbc.sql("delete from job_event where job_id = :id and type = 'progress'")
        .param("id", id)
        .update();
    append(id, now, new Event(Type.PROGRESS, data));
  }
}
