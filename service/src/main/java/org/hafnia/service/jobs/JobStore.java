package org.hafnia.service.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.api.Problem;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code job}, and {@code artifact} without its content. */
@Repository
public class JobStore {

  /** Two ranges of the index of the queue, and neither for a job that does not wait. */
  private static final String FIND =
      """
      select j.*, case when j.state = 'queued' then 1
        + (select count(*) from job q where q.state = 'queued' and q.priority > j.priority)
        + (select count(*) from job q where q.state = 'queued' and q.priority = j.priority
             and (q.submitted_at, q.id) < (j.submitted_at, j.id)) end as queue_position
      from job j where j.id = :id
      """;

  /** One walk along the queue for a whole page, and none where no job of it waits. */
  private static final String PLACED =
      """
      with page as materialized (
      %s),
      queue as (
        select id, row_number() over (order by priority desc, submitted_at, id) as place
        from job where state = 'queued' and exists (select from page where state = 'queued'))
      select page.*, queue.place as queue_position
      from page left join queue using (id) order by id desc
      """;

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;
  private final JobEvents events;

  JobStore(JdbcClient jdbc, ListStore lists, JsonMapper json, JobEvents events) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
    this.events = events;
  }

  /** As PostgreSQL takes an instant. */
  public static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  UUID insert(JobKind kind, @Nullable String name, int priority, Instant now) {
    return jdbc.sql(
            """
            insert into job (kind, subjects, pausable, name, priority, submitted_at)
            values (:kind, :subjects, :pausable, :name, :priority, :now) returning id
            """)
        .param("kind", kind.name())
        .param("subjects", kind.subjects())
        .param("pausable", kind.pausable())
        .param("name", name)
        .param("priority", priority)
        .param("now", timestamp(now))
        .query(UUID.class)
        .single();
  }

  public Optional<Job> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(this::job).optional();
  }

  List<Job> findAll(Collection<UUID> ids) {
    return jdbc.sql(PLACED.formatted("select * from job where id = any(:ids::uuid[])"))
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query(this::job)
        .list();
  }

  List<Job> list(Jobs.Filter filter) {
    var states = filter.states().stream().map(JobState::text).toList();
    var query =
        SubjectQuery.of("job")
            .where("s.state = :state", "state", states.size() == 1 ? states.getFirst() : null)
            .where("s.state in (:states)", "states", states.size() > 1 ? states : null)
            .where("s.kind = :kind", "kind", filter.kind())
            .page(filter.before(), filter.limit());
    return lists.page(PLACED.formatted(query.sql("s.*")), query.parameters(), this::job);
  }

  List<ArtifactFile> artifacts(UUID id) {
    return jdbc.sql(
            """
            select name, media_type, octet_length(content) as bytes
            from artifact where job_id = :id order by name
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new ArtifactFile(
                    id, row.getString("name"), row.getString("media_type"), row.getLong("bytes")))
        .list();
  }

  /** Until the end of the transaction nobody else changes the job. */
  public void lock(UUID id) {
    jdbc.sql("select id from job where id = :id for no key update")
        .param("id", id)
        .query()
        .listOfRows();
  }

  /** Begins the next attempt; the row is locked by the caller. */
  public void begin(UUID id, String worker, Instant now) {
    jdbc.sql(
            """
            update job set state = 'running', attempt = attempt + 1, worker = :worker,
              started_at = :now, stage = null, eta_seconds = null, version = version + 1
            where id = :id
            """)
        .param("worker", worker)
        .param("now", timestamp(now))
        .param("id", id)
        .update();
  }

  /** Stores a file beside the job, replacing one of that name. */
  public void saveArtifact(UUID id, MadeFile file, Instant now) {
    jdbc.sql(
            """
            insert into artifact (job_id, name, media_type, content, sha256, created_at)
            values (:id, :name, :mediaType, :content, encode(sha256(:content), 'hex'), :now)
            on conflict (job_id, name) do update set media_type = excluded.media_type,
              content = excluded.content, sha256 = excluded.sha256, created_at = excluded.created_at
            """)
        .param("id", id)
        .param("name", file.name())
        .param("mediaType", file.mediaType())
        .param("content", file.bytes())
        .param("now", timestamp(now))
        .update();
  }

  /** Ends a job; its row is locked by the caller. */
  public void end(UUID id, JobState state, @Nullable Problem problem, Instant now) {
    jdbc.sql(
            """
            update job set state = :state, problem = :problem::jsonb, finished_at = :now,
              progress = case when :state = 'succeeded' then 1 else progress end,
              eta_seconds = null, cancel_requested = false, pause_requested = false,
              version = version + 1
            where id = :id
            """)
        .param("state", state.text())
        .param("problem", problem == null ? null : json.writeValueAsString(problem))
        .param("now", timestamp(now))
        .param("id", id)
        .update();
  }

  /** Leaves a job, whose row is locked by the caller, to wait for a user. */
  public void pause(UUID id) {
    jdbc.sql(
            """
            update job set state = 'paused', worker = null, stage = null, eta_seconds = null,
              pause_requested = false, version = version + 1
            where id = :id
            """)
        .param("id", id)
        .update();
  }

  /** Asks a running job to pause, or takes that back; false where it was so already. */
  boolean requestPause(UUID id, boolean wanted) {
    return jdbc.sql(
                """
                update job set pause_requested = :wanted, version = version + 1
                where id = :id and pause_requested <> :wanted
                """)
            .param("wanted", wanted)
            .param("id", id)
            .update()
        == 1;
  }

  /** Back into the queue from where it was paused. */
  void resume(UUID id) {
    jdbc.sql("update job set state = 'queued', version = version + 1 where id = :id")
        .param("id", id)
        .update();
  }

  boolean requestCancel(UUID id) {
    return jdbc.sql(
                """
                update job set cancel_requested = true, version = version + 1
                where id = :id and not cancel_requested
                """)
            .param("id", id)
            .update()
        == 1;
  }

  /** Back into the queue with nothing but its checkpoint, log and rows. */
  void requeue(UUID id) {
    jdbc.sql(
            """
            update job set state = 'queued', progress = 0, stage = null, eta_seconds = null,
              worker = null, cancel_requested = false, problem = null, finished_at = null,
              crashes = 0, version = version + 1
            where id = :id
            """)
        .param("id", id)
        .update();
  }

  void prioritize(UUID id, int priority) {
    jdbc.sql("update job set priority = :priority, version = version + 1 where id = :id")
        .param("priority", priority)
        .param("id", id)
        .update();
  }

  /** Tells the followers of the job what it is now. */
  public void stateEvent(UUID id, Instant now) {
    var job = find(id).map(Job::body).orElseThrow();
    events.append(id, now, new JobEvents.Event(JobEvents.Type.STATE, job));
  }

  private Job job(ResultSet row, int number) throws SQLException {
    var problem = row.getString("problem");
    var position = row.getObject("queue_position", Long.class);
    return new Job(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("subjects") + "/" + row.getString("id"),
        row.getString("name"),
        JobState.of(row.getString("state")),
        row.getInt("priority"),
        row.getDouble("progress"),
        row.getString("stage"),
        row.getObject("eta_seconds", Double.class),
        position == null ? null : Math.toIntExact(position),
        row.getInt("attempt"),
        row.getString("worker"),
        row.getBoolean("cancel_requested"),
        new Job.Pause(row.getBoolean("pausable"), row.getBoolean("pause_requested")),
        problem == null ? null : json.readValue(problem, Problem.class),
        row.getLong("version"),
        row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
