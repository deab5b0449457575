package org.hafnia.service.jobs;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Table {@code scheduled_tasks} of db-scheduler: what is due. Written in the transactions that
 * change table {@code job}, which db-scheduler's own client could not do for priorities and
 * removal.
 */
@Repository
public class JobQueue {

  /** The one task that db-scheduler knows; the instance is the id of the job. */
  public static final String TASK = "job";

  private final JdbcClient jdbc;
  private volatile Runnable onAdded = () -> {};

  JobQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What looks for due work at once, after the commit of what it is to find. */
  public void onAdded(Runnable trigger) {
    onAdded = trigger;
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
