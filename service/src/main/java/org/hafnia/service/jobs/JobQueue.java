package org.hafnia.service.jobs;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Table {@code scheduled_tasks} of db-scheduler: what is due. Written in the transactions that
 * change table {@code job}, which db-scheduler's own client could not do for priorities and
 * removal.
 */
@Repository
public class JobQueue {

  /** The one task that db-scheduler knows; the instance is the id of the job. */
  public static final String TASK = "job";

  /** The job, what is due and the first of its events: one round trip of every submission. */
  private static final String SUBMIT =
      """
      with place as (
        select 1
          + (select count(*) from job q where q.state = 'queued' and q.priority > :priority)
          + (select count(*) from job q where q.state = 'queued' and q.priority = :priority
               and (q.submitted_at, q.id) < (:now, :id)) as queue_position),
      submitted as (
        insert into job
          (id, kind, subjects, pausable, name, priority, submitted_at, event_sequence)
        values (:id, :kind, :subjects, :pausable, :name, :priority, :now, 1)),
      due as (
        insert into scheduled_tasks
          (task_name, task_instance, execution_time, picked, version, priority)
        values (:task, :instance, :now, false, 1, :priority)),
      told as (
        insert into job_event (job_id, sequence, at, type, data)
        select :id, 1, :now, :type,
          :job::jsonb || jsonb_build_object('queuePosition', queue_position)
        from place)
      select queue_position from place
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private volatile Runnable onAdded = () -> {};

  JobQueue(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** What looks for due work at once, after the commit of what it is to find. */
  public void onAdded(Runnable trigger) {
    onAdded = trigger;
  }

  /** Stores a job that nobody has seen yet, queued; returns it with its place. */
  Job submit(Job job, JobKind kind) {
    int place =
        jdbc.sql(SUBMIT)
            .param("id", job.id())
            .param("kind", kind.name())
            .param("subjects", kind.subjects())
            .param("pausable", kind.pausable())
            .param("name", job.name())
            .param("priority", job.priority())
            .param("now", JobStore.timestamp(job.submittedAt()))
            .param("task", TASK)
            .param("instance", job.id().toString())
            .param("type", JobEvents.Type.STATE.text())
            .param("job", json.writeValueAsString(job.body()))
            .query(Integer.class)
            .single();
    triggerAfterCommit();
    return job.at(place);
  }

  void add(UUID id, int priority, Instant due) {
    jdbc.sql(
            """
            insert into scheduled_tasks
              (task_name, task_instance, execution_time, picked, version, priority)
            values (:task, :instance, :due, false, 1, :priority)
            """)
        .param("task", TASK)
        .param("instance", id.toString())
        .param("due", JobStore.timestamp(due))
        .param("priority", priority)
        .update();
    triggerAfterCommit();
  }

  private void triggerAfterCommit() {
    var trigger = onAdded;
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            trigger.run();
          }
        });
  }

  /** In the transaction that ends the job: a retry right after it adds a new row. */
  public void remove(UUID id) {
    jdbc.sql("delete from scheduled_tasks where task_name = :task and task_instance = :instance")
        .param("task", TASK)
        .param("instance", id.toString())
        .update();
  }

  void prioritize(UUID id, int priority) {
    jdbc.sql(
            """
            update scheduled_tasks set priority = :priority
            where task_name = :task and task_instance = :instance
            """)
        .param("priority", priority)
        .param("task", TASK)
        .param("instance", id.toString())
        .update();
  }

  /** Gives a picked execution back; any worker may take it. */
  public void release(UUID id) {
    jdbc.sql(
            """
            update scheduled_tasks
            set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
            where task_name = :task and task_instance = :instance
            """)
        .param("task", TASK)
        .param("instance", id.toString())
        .update();
  }
}
