package org.hafnia.service.jobs.worker;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.JobQueue;
import org.hafnia.service.jobs.JobState;
import org.hafnia.service.jobs.JobStore;
import org.hafnia.service.jobs.MadeFile;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a worker writes to table {@code job}: each method is a transaction, fenced by the attempt.
 */
@Repository
@Transactional
class AttemptStore {

  private final JdbcClient jdbc;
  private final JobStore jobs;
  private final JobQueue queue;
  private final CheckpointStore checkpoints;
  private final Clock clock;

  AttemptStore(
      JdbcClient jdbc, JobStore jobs, JobQueue queue, CheckpointStore checkpoints, Clock clock) {
    this.jdbc = jdbc;
    this.jobs = jobs;
    this.queue = queue;
    this.checkpoints = checkpoints;
    this.clock = clock;
  }

  /** Starts the next attempt, unless the job has ended or ends here. */
  Optional<Job> start(UUID id, String worker, int crashLimit) {
    jobs.lock(id);
    var job = jobs.find(id);
    if (job.isEmpty() || !isDue(job.get().state())) {
      queue.remove(id);
      return Optional.empty();
    }
    if (job.get().state() == JobState.RUNNING) {
      // Its worker vanished, or this execution would not have been handed out again.
      if (job.get().cancelRequested()) {
        end(id, JobState.CANCELLED, null);
        return Optional.empty();
      }
      if (job.get().pause().requested()) {
        leavePaused(id);
        return Optional.empty();
      }
      if (countCrash(id) >= crashLimit) {
        end(id, JobState.FAILED, lost(job.get(), crashLimit));
        return Optional.empty();
      }
    }
    jobs.begin(id, worker, clock.instant());
    jobs.stateEvent(id, clock.instant());
    return jobs.find(id);
  }

  private static boolean isDue(JobState state) {
    return state == JobState.QUEUED || state == JobState.RUNNING;
  }

  private static org.hafnia.service.api.Problem lost(Job job, int crashLimit) {
    var detail =
        "Its worker vanished "
            + crashLimit
            + " times without a new checkpoint in between, last "
            + job.worker()
            + ". A worker that is killed for its memory looks like this.";
    return Problem.of(ProblemType.JOB_LOST, detail).body();
  }

  private int countCrash(UUID id) {
    return jdbc.sql("update job set crashes = crashes + 1 where id = :id returning crashes")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Runs work in one transaction, if that attempt still owns the job. */
  void fenced(UUID id, int attempt, Runnable work) {
    work.run();
    // After the work: the row stays free for a user who cancels while a large checkpoint is
    // written.
    fence(id, attempt);
  }

  /** Ends the job, with what its handler stores, in one transaction. */
  void finish(UUID id, int attempt, JobState state, @Nullable Problem problem, Runnable store) {
    fence(id, attempt);
    store.run();
    if (state == JobState.SUCCEEDED) {
      checkpoints.delete(id);
    }
    end(id, state, problem == null ? null : problem.body());
  }

  private void end(UUID id, JobState state, org.hafnia.service.api.@Nullable Problem problem) {
    var now = clock.instant();
    jobs.end(id, state, problem, now);
    queue.remove(id);
    jobs.stateEvent(id, now);
  }

  private void leavePaused(UUID id) {
    jobs.pause(id);
    queue.remove(id);
    jobs.stateEvent(id, clock.instant());
  }

  /**
   * Gives a job back as it is, and any worker goes on from its checkpoint: to the queue, or to the
   * user who asked it to pause and has not taken that back.
   */
  JobState handBack(UUID id, int attempt) {
    fence(id, attempt);
    if (jobs.find(id).filter(Job::cancelRequested).isPresent()) {
      end(id, JobState.CANCELLED, null);
      return JobState.CANCELLED;
    }
    if (jobs.find(id).filter(job -> job.pause().requested()).isPresent()) {
      leavePaused(id);
      return JobState.PAUSED;
    }
    jdbc.sql(
            """
            update job set state = 'queued', worker = null, stage = null, eta_seconds = null,
              version = version + 1
            where id = :id
            """)
        .param("id", id)
        .update();
    queue.release(id);
    jobs.stateEvent(id, clock.instant());
    return JobState.QUEUED;
  }

  /** A new checkpoint means that the crashes so far did not stop the job. */
  void forgetCrashes(UUID id) {
    jdbc.sql("update job set crashes = 0 where id = :id and crashes > 0").param("id", id).update();
  }

  /** Writes progress; false where the attempt does not own the job. */
  boolean progress(UUID id, int attempt, Attempt.Progress progress) {
    return jdbc.sql(
                """
                update job set progress = :fraction, stage = :stage, eta_seconds = :eta,
                  version = version + 1
                where id = :id and attempt = :attempt and state = 'running'
                """)
            .param("fraction", progress.fraction())
            .param("stage", progress.stage())
            .param("eta", progress.etaSeconds())
            .param("id", id)
            .param("attempt", attempt)
            .update()
        == 1;
  }

  void saveArtifact(UUID id, MadeFile file) {
    jobs.saveArtifact(id, file, clock.instant());
  }

  /** What is to be known of a job while it runs. */
  record Flags(UUID id, int attempt, boolean cancelRequested, boolean pauseRequested) {}

  @Transactional(readOnly = true)
  List<Flags> flags(List<UUID> ids) {
    return jdbc.sql(
            """
            select id, attempt, cancel_requested, pause_requested from job
            where id = any(:ids::uuid[]) and state = 'running'
            """)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query(
            (row, number) ->
                new Flags(
                    row.getObject("id", UUID.class),
                    row.getInt("attempt"),
                    row.getBoolean("cancel_requested"),
                    row.getBoolean("pause_requested")))
        .list();
  }

  private void fence(UUID id, int attempt) {
    var owned =
        jdbc.sql(
                """
                select 1 from job where id = :id and attempt = :attempt and state = 'running'
                for no key update
                """)
            .param("id", id)
            .param("attempt", attempt)
            .query(Integer.class)
            .optional();
    if (owned.isEmpty()) {
      throw new FencedOut(id, attempt);
    }
  }

  /** Another attempt owns the job now; this one must not write any more. */
  static final class FencedOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedOut(UUID id, int attempt) {
      super("Attempt " + attempt + " of job " + id + " was taken over");
    }
  }
}
