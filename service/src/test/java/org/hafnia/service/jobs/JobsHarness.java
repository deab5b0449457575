package org.hafnia.service.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hafnia.service.api.Problem;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of jobs do again and again, on one running service. */
public record JobsHarness(
    Jobs jobs, FakeHandler handler, TransactionTemplate transaction, JdbcClient jdbc) {

  private static final Duration WAIT = Duration.ofSeconds(20);

  public static JobsHarness of(ApplicationContext context) {
    return new JobsHarness(
        context.getBean(Jobs.class),
        context.getBean(FakeHandler.class),
        context.getBean(TransactionTemplate.class),
        context.getBean(JdbcClient.class));
  }

  public UUID submit(FakeHandler.Work work) {
    return submit(50, work);
  }

  public UUID submit(int priority, FakeHandler.Work work) {
    return handler.submit(jobs, transaction, priority, work);
  }

  /** Waits for the job to be in that state. */
  public Job await(UUID id, JobState state) {
    Awaitility.await().atMost(WAIT).pollInterval(Duration.ofMillis(20)).until(() -> is(id, state));
    return jobs.job(id);
  }

  public Problem awaitFailure(UUID id) {
    return Objects.requireNonNull(await(id, JobState.FAILED).problem());
  }

  public List<String> strings(String sql, Object... parameters) {
    return jdbc.sql(sql).params(parameters).query((row, number) -> row.getString(1)).list();
  }

  private boolean is(UUID id, JobState state) {
    return jobs.job(id).state() == state;
  }

  public static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Works until it is asked to stop, as a training does batch after batch. */
  public static JobOutcome untilStopped(JobContext context) {
    Awaitility.await()
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(5))
        .until(context::cancelRequested);
    return new JobOutcome.Cancelled();
  }
}
