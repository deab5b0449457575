package org.hafnia.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hafnia.service.jobs.JobsHarness.pass;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
class PausesTest {

  @Autowired private ApplicationContext context;
  private JobsHarness harness;
  private Jobs jobs;

  @BeforeEach
  void look() {
    harness = JobsHarness.of(context);
    jobs = harness.jobs();
  }

  @Test
  void pausesARunningJobWhereItCanGoOnAndFreesItsWorker() {
    var saved = new CountDownLatch(1);
    var resumed = new AtomicInteger();
    var id =
        harness.submit(
            job -> {
              if (job.attempt() == 1) {
                job.saveCheckpoint(3, out -> out.write(3));
                saved.countDown();
                return untilPaused(job);
              }
              try (var in = job.checkpoint().orElseThrow()) {
                resumed.set(in.read());
              }
              return FakeHandler.done();
            });
    pass(saved);

    var asked = jobs.pause(id);
    assertThat(asked.pause().requested()).isTrue();
    assertThat(asked.body().getStage()).contains("pauses after the running epoch");
    var paused = harness.await(id, JobState.PAUSED);
    assertThat(paused.pause().requested()).isFalse();
    assertThat(paused.worker()).isNull();
    assertThat(paused.finishedAt()).isNull();
    harness.await(harness.submit(job -> FakeHandler.done()), JobState.SUCCEEDED);
    assertThat(jobs.pause(id).state()).as("a second pause").isEqualTo(JobState.PAUSED);

    assertThat(jobs.resume(id).state()).isEqualTo(JobState.QUEUED);
    assertThat(harness.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(2);
    assertThat(resumed).hasValue(3);
  }

  @Test
  void pausesAQueuedJobAtOnceAndDoesNotStartItBeforeItIsResumed() {
    var gate = new CountDownLatch(1);
    var first = harness.submit(job -> opened(gate));
    harness.await(first, JobState.RUNNING);
    var second = harness.submit(job -> FakeHandler.done());

    assertThat(jobs.pause(second).state()).isEqualTo(JobState.PAUSED);
    gate.countDown();
    harness.await(first, JobState.SUCCEEDED);
    var third = harness.submit(job -> FakeHandler.done());
    harness.await(third, JobState.SUCCEEDED);
    assertThat(jobs.job(second).state()).isEqualTo(JobState.PAUSED);
    assertThat(jobs.job(second).attempt()).isZero();

    jobs.resume(second);
    harness.await(second, JobState.SUCCEEDED);
  }

  @Test
  void resumingAJobThatWasOnlyAskedToPauseTakesThatBack() {
    var gate = new CountDownLatch(1);
    var id = harness.submit(job -> opened(gate));
    harness.await(id, JobState.RUNNING);

    assertConflict(() -> jobs.resume(id), "only a paused job can be");
    jobs.pause(id);
    assertThat(jobs.resume(id).pause().requested()).isFalse();
    assertThat(jobs.job(id).state()).isEqualTo(JobState.RUNNING);
    gate.countDown();

    harness.await(id, JobState.SUCCEEDED);
    assertConflict(() -> jobs.pause(id), "it has ended already");
    assertConflict(() -> jobs.resume(id), "only a paused job can be");
  }

  @Test
  void goesOnByItselfWhereThePauseIsTakenBackTooLate() {
    var stopping = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    var id =
        harness.submit(
            job -> {
              if (job.attempt() > 1) {
                return FakeHandler.done();
              }
              var outcome = untilPaused(job);
              stopping.countDown();
              pass(gate);
              return outcome;
            });
    harness.await(id, JobState.RUNNING);

    jobs.pause(id);
    pass(stopping);
    jobs.resume(id);
    gate.countDown();

    assertThat(harness.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(2);
  }

  @Test
  void cancelsAPausedJobAtOnce() {
    var id = harness.submit(PausesTest::untilPaused);
    harness.await(id, JobState.RUNNING);
    jobs.pause(id);
    harness.await(id, JobState.PAUSED);

    assertThat(jobs.cancel(id).state()).isEqualTo(JobState.CANCELLED);
    assertConflict(() -> jobs.pause(id), "it has ended already");
    assertConflict(() -> jobs.prioritize(id, 3), "only a queued job can be");
  }

  @Test
  void refusesToPauseAKindThatRunsToItsEnd() {
    var kind = new JobKind("fit", "/v1/fits");
    UUID id = harness.transaction().execute(status -> jobs.enqueue(kind, "a fit", 50).id());

    assertConflict(() -> jobs.pause(id), "a fit runs to its end; trainings can be paused");
  }

  /** As a training does at the end of an epoch. */
  private static JobOutcome untilPaused(JobContext job) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> job.pauseRequested() || job.cancelRequested());
    return job.cancelRequested() ? new JobOutcome.Cancelled() : new JobOutcome.Paused();
  }

  private static JobOutcome opened(CountDownLatch gate) {
    pass(gate);
    return FakeHandler.done();
  }

  private static void assertConflict(Runnable request, String why) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.JOB_STATE))
        .hasMessageContaining(why);
  }
}
