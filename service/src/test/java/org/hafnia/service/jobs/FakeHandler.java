package org.hafnia.service.jobs;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.springframework.transaction.support.TransactionTemplate;

/** A handler that does what the test tells it to, job by job. */
public final class FakeHandler implements JobHandler {

  public static final JobKind KIND = new JobKind("training", "/v1/trainings", true);

  private final Map<UUID, Work> works = new ConcurrentHashMap<>();

  /** What a job does when it runs. */
  @FunctionalInterface
  public interface Work {
    JobOutcome run(JobContext context) throws Exception;
  }

  @Override
  public JobKind kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext context) throws Exception {
    Awaitility.await().until(() -> works.containsKey(context.id()));
    return Objects.requireNonNull(works.get(context.id())).run(context);
  }

  /** Lets this process do that work too. */
  public void give(UUID id, Work work) {
    works.put(id, work);
  }

  public static JobOutcome done() {
    return new JobOutcome.Succeeded(() -> {});
  }

  /** Queues a job that does this work. */
  public UUID submit(Jobs jobs, TransactionTemplate transaction, int priority, Work work) {
    return transaction.execute(
        status -> {
          var id = jobs.enqueue(KIND, "test", priority).id();
          works.put(id, work);
          return id;
        });
  }
}
