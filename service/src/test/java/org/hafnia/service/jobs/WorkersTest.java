package org.hafnia.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hafnia.service.jobs.JobsHarness.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hafnia.service.database.TestDatabase;
import org.hafnia.service.web.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Several services on one database, one after the other and side by side. */
class WorkersTest {

  private final TestDatabase database = TestDatabase.fresh();
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();

  @AfterEach
  void stopAll() {
    services.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void handsARunningJobBackAtShutdownAndGoesOnFromItsCheckpoint() {
    var first = start("all");
    var saved = new CountDownLatch(1);
    var id =
        first.submit(
            job -> {
              job.saveCheckpoint(3, out -> out.write(3));
              saved.countDown();
              return JobsHarness.untilStopped(job);
            });
    pass(saved);

    services.getFirst().close();

    var resumed = new AtomicInteger();
    var second = start("api");
    assertThat(second.jobs().job(id).state()).isEqualTo(JobState.QUEUED);
    var third = start("all");
    third.handler().give(id, job -> resume(job, resumed));
    third.await(id, JobState.SUCCEEDED);
    assertThat(resumed).hasValue(3);
  }

  @Test
  void runsEachJobOnceWithTwoWorkers() {
    var runs = new ConcurrentHashMap<UUID, AtomicInteger>();
    var api = start("api");
    FakeHandler.Work work =
        job -> {
          runs.computeIfAbsent(job.id(), none -> new AtomicInteger()).incrementAndGet();
          return FakeHandler.done();
        };
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < 20; i++) {
      ids.add(api.submit(work));
    }
    assertThat(ids).allMatch(id -> api.jobs().job(id).state() == JobState.QUEUED);

    for (var worker : List.of(start("worker"), start("worker"))) {
      ids.forEach(id -> worker.handler().give(id, work));
    }

    ids.forEach(id -> api.await(id, JobState.SUCCEEDED));
    assertThat(runs.values()).hasSize(20).allMatch(count -> count.get() == 1);
  }

  @Test
  void keepsAFrozenWorkerFromWriting() {
    var service = start("all");
    var frozen = new CountDownLatch(1);
    var thawed = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    var id =
        service.submit(
            job -> {
              if (job.attempt() > 1) {
                job.saveCheckpoint(1, out -> out.write(2));
                job.log(JobContext.Level.INFO, "second");
                return JobsHarness.untilStopped(job);
              }
              frozen.countDown();
              pass(thawed);
              try {
                job.epoch(Map.of("epoch", 1), "epoch 1", () -> {});
                return FakeHandler.done();
              } finally {
                refused.countDown();
              }
            });
    pass(frozen);

    takeAway(service, id);
    Awaitility.await().until(() -> !log(service, id).isEmpty());
    thawed.countDown();
    pass(refused);

    assertThat(log(service, id)).containsExactly("second");
    assertThat(service.strings("select 1 from job_event where type = 'epoch'")).isEmpty();
    var job = service.jobs().job(id);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(job.attempt()).isEqualTo(2);
    service.jobs().cancel(id);
    service.await(id, JobState.CANCELLED);
  }

  @Test
  void givesUpOnAJobThatLosesItsWorkerAgainAndAgain() {
    var service = start("all");
    var id = service.submit(JobsHarness::untilStopped);
    service.await(id, JobState.RUNNING);
    service.jdbc().sql("update job set crashes = 4 where id = ?").param(id).update();

    takeAway(service, id);

    assertThat(service.awaitFailure(id).getType()).isEqualTo(ProblemType.JOB_LOST.address());
  }

  @Test
  void leavesAJobPausedWhoseWorkerDiesOnTheWayThereThroughEveryRestart() {
    var service = start("all");
    var id = service.submit(JobsHarness::untilStopped);
    service.await(id, JobState.RUNNING);
    assertThat(service.jobs().pause(id).pause().requested()).isTrue();

    takeAway(service, id);
    assertThat(service.await(id, JobState.PAUSED).attempt()).isEqualTo(1);
    services.getFirst().close();

    var next = start("all");
    next.handler().give(id, job -> FakeHandler.done());
    next.await(next.submit(job -> FakeHandler.done()), JobState.SUCCEEDED);
    assertThat(next.jobs().job(id).state()).isEqualTo(JobState.PAUSED);
    next.jobs().resume(id);
    assertThat(next.await(id, JobState.SUCCEEDED).attempt()).isEqualTo(2);
  }

  private static JobOutcome resume(JobContext job, AtomicInteger resumed) throws Exception {
    try (var in = job.checkpoint().orElseThrow()) {
      resumed.set(in.read());
    }
    return FakeHandler.done();
  }

  /** What the library does with an execution whose heartbeats stopped. */
  private static void takeAway(JobsHarness service, UUID id) {
    service
        .jdbc()
        .sql("update scheduled_tasks set picked = false where task_instance = ?")
        .param(id.toString())
        .update();
  }

  private static List<String> log(JobsHarness service, UUID id) {
    return service.strings(
        "select data ->> 'message' from job_event where type = 'log' and job_id = ?", id);
  }

  private JobsHarness start(String role) {
    var settings = new ArrayList<String>();
    database.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
    settings.add("--hafnia.role=" + role);
    settings.add("--server.port=0");
    var service =
        new SpringApplicationBuilder(JobsTestApplication.class)
            .run(settings.toArray(String[]::new));
    services.add(service);
    return JobsHarness.of(service);
  }
}
