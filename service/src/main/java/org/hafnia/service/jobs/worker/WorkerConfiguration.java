package org.hafnia.service.jobs.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.hafnia.service.jobs.JobEvents;
import org.hafnia.service.jobs.JobHandler;
import org.hafnia.service.jobs.JobQueue;
import org.hafnia.service.jobs.JobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Puts a worker together, in every role but {@code api}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobsProperties.class)
@ConditionalOnExpression("'${hafnia.role:all}' != 'api'")
class WorkerConfiguration {

  private static final Duration RETRY = Duration.ofSeconds(1);

  @Bean
  Attempt.Parts attemptParts(
      AttemptStore store,
      CheckpointStore checkpoints,
      JobEvents events,
      Clock clock,
      JobsProperties properties) {
    var patience = new Patience(properties.databasePatience());
    return new Attempt.Parts(
        store, checkpoints, events, patience, clock, properties.checkpointInterval());
  }

  @Bean
  RunningJobs runningJobs(
      Attempt.Parts parts,
      JobStore jobs,
      TransactionOperations transactions,
      JobsProperties properties) {
    return new RunningJobs(parts, jobs, transactions, properties.progressInterval());
  }

  @Bean
  JobRunner jobRunner(
      Attempt.Parts parts,
      RunningJobs running,
      List<JobHandler> handlers,
      JobMetrics metrics,
      WorkerSetting setting) {
    return new JobRunner(parts, running, handlers, metrics, setting);
  }

  @Bean
  Worker worker(
      Scheduler scheduler,
      RunningJobs running,
      JobQueue queue,
      JdbcClient jdbc,
      WorkerSetting setting) {
    return new Worker(scheduler, running, queue, jdbc, setting.name(), setting.properties());
  }

  @Bean(destroyMethod = "")
  Scheduler scheduler(DataSource dataSource, JobRunner runner, WorkerSetting setting) {
    var properties = setting.properties();
    var threads =
        Executors.newFixedThreadPool(
            properties.workers(), WorkerThreads.factory(properties.niceness()));
    return Scheduler.create(dataSource, task(runner))
        .schedulerName(new SchedulerName.Fixed(setting.name().text()))
        .threads(properties.workers())
        .executorService(threads)
        .pollingInterval(properties.pollInterval())
        .pollUsingLockAndFetch(0.5, 1.0)
        .enablePriority()
        .heartbeatInterval(properties.heartbeat())
        .missedHeartbeatsLimit(properties.missedHeartbeats())
        .build();
  }

  @Bean
  WorkerSetting workerSetting(JobsProperties properties) {
    return new WorkerSetting(WorkerName.ofThisProcess(properties.home()), properties);
  }

  /** Who this worker is, and how it works. */
  record WorkerSetting(WorkerName name, JobsProperties properties) {}

  /** Rows are removed or released in the transactions that change the job, never by the library. */
  private static Task<Void> task(JobRunner runner) {
    return Tasks.custom(JobQueue.TASK, Void.class)
        .onFailure(WorkerConfiguration::tryAgainSoon)
        .onDeadExecution(WorkerConfiguration::tryAgainSoon)
        .execute(
            (instance, context) -> {
              runner.run(UUID.fromString(instance.getId()));
              return (complete, operations) -> {};
            });
  }

  private static void tryAgainSoon(ExecutionComplete complete, ExecutionOperations<Void> row) {
    row.reschedule(complete, complete.getTimeDone().plus(RETRY));
  }
}
