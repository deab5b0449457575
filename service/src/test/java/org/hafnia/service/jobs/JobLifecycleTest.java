package org.hafnia.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hafnia.service.jobs.JobsHarness.pass;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

@FreshDatabase
@SpringBootTest(classes = JobsTestApplication.class, properties = "hafnia.jobs.workers=1")
class JobLifecycleTest {

  @Autowired private ApplicationContext context;
  private JobsHarness harness;
  private Jobs jobs;

  @BeforeEach
  void look() {
    harness = JobsHarness.of(context);
    jobs = harness.jobs();
  }

  @Test
  void runsAQueuedJobToItsEnd() {
    var stored = new AtomicReference<UUID>();
    var id =
        harness.submit(
            job -> {
              job.artifact("plot.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));
              job.saveCheckpoint(1, out -> out.write(7));
              return new JobOutcome.Succeeded(() -> stored.set(job.id()));
            });

    var job = harness.await(id, JobState.SUCCEEDED);

    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.progress()).isEqualTo(1.0);
    assertThat(job.startedAt()).isNotNull();
    assertThat(job.finishedAt()).isAfterOrEqualTo(job.startedAt());
    assertThat(stored).hasValue(id);
    assertThat(jobs.artifacts(id)).extracting(ArtifactFile::bytes).containsExactly(6L);
    assertThat(count("checkpoint", id)).isZero();
    assertThat(
            harness.jdbc().sql("select count(*) from scheduled_tasks").query(Long.class).single())
        .isZero();
  }

  @Test
  void queuesNothingWhenTheCallerRollsBack() {
    var queued = new AtomicReference<UUID>();

    harness
        .transaction()
        .executeWithoutResult(
            status -> {
              queued.set(jobs.enqueue(FakeHandler.KIND, null, 50).id());
              status.setRollbackOnly();
            });

    assertThat(jobs.find(queued.get())).isEmpty();
  }

  @Test
  void failsWithTheMessageAndKeepsTheStackForTheLog() {
    var id =
        harness.submit(
            job -> {
              throw new IllegalStateException("no such layer");
            });

    var problem = harness.awaitFailure(id);

    assertThat(problem.getDetail()).isEqualTo("IllegalStateException: no such layer");
    assertThat(problem.getType()).isEqualTo(ProblemType.JOB_FAILED.address());
    assertThat(types(id)).containsExactly("state", "state", "log", "state");
    assertThat(events(id, "log").getFirst()).contains("JobLifecycleTest");
  }

  @Test
  void failsAlsoWhenTheResultCannotBeStored() {
    var id =
        harness.submit(
            job ->
                new JobOutcome.Succeeded(
                    () -> {
                      throw new IllegalArgumentException("not storable");
                    }));

    assertThat(harness.awaitFailure(id).getDetail()).contains("not storable");
  }

  @Test
  void failsWithTheProblemThatTheHandlerThrows() {
    var id =
        harness.submit(
            job -> {
              throw Problem.of(ProblemType.DATASET_UNAVAILABLE, "no files");
            });

    assertThat(harness.awaitFailure(id).getType())
        .isEqualTo(ProblemType.DATASET_UNAVAILABLE.address());
  }

  @Test
  void cancelsARunningJobWithinABatch() {
    var began = new CountDownLatch(1);
    var id =
        harness.submit(
            job -> {
              began.countDown();
              return JobsHarness.untilStopped(job);
            });
    pass(began);
    var start = System.nanoTime();

    assertThat(jobs.cancel(id).cancelRequested()).isTrue();
    assertThat(jobs.cancel(id).state()).isIn(JobState.RUNNING, JobState.CANCELLED);
    harness.await(id, JobState.CANCELLED);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(jobs.cancel(id).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void cancelsAQueuedJobAtOnceAndRetriesIt() {
    var gate = new CountDownLatch(1);
    var first = harness.submit(job -> opened(gate));
    var second = harness.submit(job -> FakeHandler.done());
    harness.await(first, JobState.RUNNING);

    assertThat(jobs.job(second).queuePosition()).isEqualTo(1);
    assertThat(jobs.cancel(second).state()).isEqualTo(JobState.CANCELLED);
    assertThat(jobs.retry(second).state()).isEqualTo(JobState.QUEUED);
    assertConflict(() -> jobs.retry(first));
    assertConflict(() -> jobs.prioritize(first, 1));
    gate.countDown();
    harness.await(second, JobState.SUCCEEDED);

    assertConflict(() -> jobs.cancel(second));
    assertConflict(() -> jobs.retry(second));
  }

  @Test
  void retriesFromTheCheckpoint() {
    var content = new byte[9_000_000];
    new Random(1).nextBytes(content);
    var id =
        harness.submit(
            job -> {
              var checkpoint = job.checkpoint();
              if (checkpoint.isEmpty()) {
                job.saveCheckpoint(1, out -> out.write(1));
                job.saveCheckpoint(2, out -> out.write(content));
                throw new IllegalStateException("after epoch 2");
              }
              try (var in = checkpoint.get()) {
                assertThat(in.readAllBytes()).isEqualTo(content);
              }
              return FakeHandler.done();
            });
    harness.await(id, JobState.FAILED);
    assertThat(count("checkpoint", id)).isEqualTo(3);

    jobs.retry(id);

    var job = harness.await(id, JobState.SUCCEEDED);
    assertThat(job.attempt()).isEqualTo(2);
    assertThat(job.problem()).isNull();
  }

  @Test
  void startsTheMostUrgentJobFirst() {
    var gate = new CountDownLatch(1);
    var order = new CopyOnWriteArrayList<String>();
    var first = harness.submit(job -> opened(gate));
    harness.await(first, JobState.RUNNING);
    var low = harness.submit(10, job -> noted(order, "low"));
    var high = harness.submit(90, job -> noted(order, "high"));
    var raised = harness.submit(20, job -> noted(order, "raised"));

    assertThat(jobs.prioritize(raised, 95).queuePosition()).isEqualTo(1);
    assertThat(jobs.job(high).queuePosition()).isEqualTo(2);
    assertThat(jobs.job(low).queuePosition()).isEqualTo(3);
    gate.countDown();
    List.of(low, high, raised).forEach(id -> harness.await(id, JobState.SUCCEEDED));

    assertThat(order).containsExactly("raised", "high", "low");
  }

  @Test
  void keepsOneProgressEventHoweverOftenItIsTold() {
    var id =
        harness.submit(
            job -> {
              for (int i = 0; i < 1000; i++) {
                job.progress(i / 1000.0, "batch " + i, Duration.ofSeconds(1));
              }
              Awaitility.await().until(() -> jobs.job(job.id()).progress() == 0.999);
              job.epoch(Map.of("epoch", 1), "epoch 1", () -> {});
              return FakeHandler.done();
            });

    harness.await(id, JobState.SUCCEEDED);

    assertThat(types(id)).containsExactly("state", "state", "progress", "epoch", "log", "state");
  }

  private static JobOutcome opened(CountDownLatch gate) {
    pass(gate);
    return FakeHandler.done();
  }

  private static JobOutcome noted(List<String> order, String name) {
    order.add(name);
    return FakeHandler.done();
  }

  private static void assertConflict(Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.JOB_STATE));
  }

  private long count(String table, UUID id) {
    return harness
        .jdbc()
        .sql("select count(*) from " + table + " where job_id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  private List<String> types(UUID id) {
    return harness.strings("select type from job_event where job_id = ? order by sequence", id);
  }

  private List<String> events(UUID id, String type) {
    return harness.strings(
        "select data::text from job_event where job_id = ? and type = ? order by sequence",
        id,
        type);
  }
}
