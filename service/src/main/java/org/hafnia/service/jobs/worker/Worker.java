package org.hafnia.service.jobs.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hafnia.service.jobs.JobQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts to take jobs once the service is up, and hands them back when it goes down. */
final class Worker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration STOP_POLL = Duration.ofMillis(20);

  private final Scheduler scheduler;
  private final RunningJobs running;
  private final JobQueue queue;
  private final JdbcClient jdbc;
  private final WorkerName self;
  private final JobsProperties properties;
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("job-pulse").factory());
  private volatile @Nullable Future<?> pulsing;

  Worker(
      Scheduler scheduler,
      RunningJobs running,
      JobQueue queue,
      JdbcClient jdbc,
      WorkerName self,
      JobsProperties properties) {
    this.scheduler = scheduler;
    this.running = running;
    this.queue = queue;
    this.jdbc = jdbc;
    this.self = self;
    this.properties = properties;
  }

  @Override
  public void start() {
    releaseJobsOfTheDead();
    var millis = properties.pulse().toMillis();
    pulsing = pulse.scheduleWithFixedDelay(running::pulse, millis, millis, TimeUnit.MILLISECONDS);
    scheduler.start();
    queue.onAdded(scheduler::triggerCheckForDueExecutions);
  }

  @Override
  public boolean isRunning() {
    return pulsing != null;
  }

  /** Waits for the jobs to end their batch and go back to the queue; none is interrupted. */
  @Override
  public void stop() {
    queue.onAdded(() -> {});
    scheduler.pause();
    running.stopAll();
    var deadline = System.nanoTime() + properties.stopWait().toNanos();
    while (!running.isEmpty() && System.nanoTime() < deadline) {
      pause();
    }
    if (running.isEmpty()) {
      scheduler.stop();
    } else {
      // Stopping the library would interrupt them; the next start takes them over instead.
      LOG.warn("Some jobs did not stop within {}", properties.stopWait());
    }
    pulse.shutdownNow();
    pulsing = null;
  }

  /** Heartbeats would tell as well, but later; see {@link WorkerName}. */
  private void releaseJobsOfTheDead() {
    var workers =
        jdbc.sql(
                """
                select distinct picked_by from scheduled_tasks
                where task_name = :task and picked and picked_by is not null
                """)
            .param("task", JobQueue.TASK)
            .query((row, number) -> row.getString("picked_by"))
            .list();
    workers.stream().filter(self::knowsDead).forEach(this::releaseJobsOf);
  }

  private void releaseJobsOf(String worker) {
    var count =
        jdbc.sql(
                """
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where task_name = :task and picked and picked_by = :worker
                """)
            .param("task", JobQueue.TASK)
            .param("worker", worker)
            .update();
    LOG.warn("Worker {} is gone; {} of its jobs are taken over", worker, count);
  }

  private static void pause() {
    try {
      Thread.sleep(STOP_POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
