package org.hafnia.service.jobs.http;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hafnia.service.api.LogLine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads table {@code job_event}. */
@Repository
class EventStore {

  private static final int BATCH = 5000;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  EventStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * An event as it is sent.
   *
   * @param last whether it tells that the job has ended
   */
  record Event(UUID jobId, long sequence, String type, String data, boolean last) {}

  /** What came after those numbers, in order for each job. */
  List<Event> after(Map<UUID, Long> numbers) {
    var ids = numbers.keySet().stream().map(UUID::toString).toArray(String[]::new);
    var sequences = numbers.values().stream().map(String::valueOf).toArray(String[]::new);
    return jdbc.sql(
            """
            select e.*, e.type = 'state'
              and e.data ->> 'state' in ('succeeded', 'failed', 'cancelled') as last
            from unnest(:ids::uuid[], :sequences::bigint[]) as seen (job_id, sequence)
            join job_event e on e.job_id = seen.job_id and e.sequence > seen.sequence
            order by e.job_id, e.sequence limit :batch
            """)
        .param("ids", ids)
        .param("sequences", sequences)
        .param("batch", BATCH)
        .query(this::event)
        .list();
  }

  private Event event(ResultSet row, int number) throws SQLException {
    var type = row.getString("type");
    var isLog = type.equals("log");
    var data = isLog ? json.writeValueAsString(line(row, number)) : row.getString("data");
    return new Event(
        row.getObject("job_id", UUID.class),
        row.getLong("sequence"),
        type,
        data,
        row.getBoolean("last"));
  }

  List<LogLine> log(UUID id, long after, int limit) {
    return jdbc.sql(
            """
            select * from job_event where job_id = :id and type = 'log' and sequence > :after
            order by sequence limit :limit
            """)
        .param("id", id)
        .param("after", after)
        .param("limit", limit)
        .query(this::line)
        .list();
  }

  private LogLine line(ResultSet row, int number) throws SQLException {
    var data = json.readTree(row.getString("data"));
    return new LogLine(
        row.getLong("sequence"),
        row.getObject("at", OffsetDateTime.class),
        LogLine.LevelEnum.fromValue(data.get("level").asString()),
        data.get("message").asString());
  }

  /** The number of the job's last event; none where there is no such job. */
  @Nullable Long lastSequence(UUID id) {
    return jdbc.sql("select event_sequence from job where id = :id")
        .param("id", id)
        .query(Long.class)
        .optional()
        .orElse(null);
  }
}
