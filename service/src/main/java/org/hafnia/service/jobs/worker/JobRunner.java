package org.hafnia.service.jobs.worker;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.JobHandler;
import org.hafnia.service.jobs.JobOutcome;
import org.hafnia.service.jobs.JobState;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a job from its start to its end, whatever happens to its handler. */
final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Attempt.Parts parts;
  private final RunningJobs running;
  private final Map<String, JobHandler> handlers;
  private final JobMetrics metrics;
  private final String worker;
  private final int crashLimit;

  JobRunner(
      Attempt.Parts parts,
      RunningJobs running,
      List<JobHandler> handlers,
      JobMetrics metrics,
      WorkerConfiguration.WorkerSetting setting) {
    this.parts = parts;
    this.running = running;
    this.handlers =
        handlers.stream()
            .collect(Collectors.toMap(handler -> handler.kind().name(), Function.identity()));
    this.metrics = metrics;
    this.worker = setting.name().text();
    this.crashLimit = setting.properties().crashLimit();
  }

  /** Runs the job; it has ended or is back in the queue afterwards, or its database is gone. */
  void run(UUID id) {
    var job = parts.store().start(id, worker, crashLimit);
    if (job.isEmpty()) {
      return;
    }
    var attempt = new Attempt(job.get(), parts);
    var began = System.nanoTime();
    running.add(attempt);
    try {
      LOG.info("Job {} ({}) starts, attempt {}", id, job.get().kind(), attempt.attempt());
      var state = settle(attempt, work(attempt, job.get()));
      LOG.info("Job {} is {}", id, state == null ? "another worker's" : state.text());
      metrics.ran(job.get().kind(), state, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      running.remove(attempt);
    }
  }

  private JobOutcome work(Attempt attempt, Job job) {
    var handler = handlers.get(job.kind());
    if (handler == null) {
      return failed(Problem.of(ProblemType.JOB_FAILED, "Nothing here runs a " + job.kind() + "."));
    }
    metrics.started(job.kind());
    try {
      return handler.run(attempt);
    } catch (Problem problem) {
      return failed(problem);
    } catch (Throwable failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return failed(attempt, failure);
    } finally {
      metrics.stopped(job.kind());
    }
  }

  private JobOutcome failed(Attempt attempt, Throwable failure) {
    if (attempt.taken() || failure instanceof AttemptStore.FencedOut) {
      attempt.lose();
      return new JobOutcome.Cancelled();
    }
    if (Patience.isLostDatabase(failure)) {
      // Not the job's fault; the state stays running, so that its next start counts a crash.
      throw (RuntimeException) failure;
    }
    LOG.error("Job {} failed", attempt.id(), failure);
    try {
      attempt.log(Level.ERROR, stackTrace(failure));
    } catch (RuntimeException unlogged) {
      LOG.warn("The log of job {} could not be written: {}", attempt.id(), unlogged.getMessage());
    }
    return failed(Problem.of(ProblemType.JOB_FAILED, describe(failure)));
  }

  private static JobOutcome failed(Problem problem) {
    return new JobOutcome.Failed(problem, () -> {});
  }

  private @Nullable JobState settle(Attempt attempt, JobOutcome outcome) {
    if (attempt.taken()) {
      return null;
    }
    try {
      return parts.patience().run(() -> end(attempt, outcome));
    } catch (AttemptStore.FencedOut fencedOut) {
      return null;
    } catch (Problem problem) {
      return parts.patience().run(() -> end(attempt, failed(problem)));
    } catch (RuntimeException unstored) {
      return parts.patience().run(() -> end(attempt, failed(attempt, unstored)));
    }
  }

  private JobState end(Attempt attempt, JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Succeeded done -> finish(attempt, JobState.SUCCEEDED, null, done.store());
      case JobOutcome.Failed failed ->
          finish(attempt, JobState.FAILED, failed.problem(), failed.store());
      case JobOutcome.Paused paused -> handBack(attempt);
      case JobOutcome.Cancelled stopped -> stop(attempt);
    };
  }

  private JobState stop(Attempt attempt) {
    return attempt.stopped() && !attempt.cancelledByUser()
        ? handBack(attempt)
        : finish(attempt, JobState.CANCELLED, null, () -> {});
  }

  private JobState handBack(Attempt attempt) {
    return parts.store().handBack(attempt.id(), attempt.attempt());
  }

  private JobState finish(
      Attempt attempt, JobState state, @Nullable Problem problem, Runnable store) {
    parts.store().finish(attempt.id(), attempt.attempt(), state, problem, store);
    return state;
  }

  /** The failure and, where that is another one, what it comes from: a full disk, for example. */
  private static String describe(Throwable failure) {
    if (failure.getCause() == null) {
      return name(failure);
    }
    var root = failure.getCause();
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return name(failure) + "; because of " + name(root);
  }

  private static String name(Throwable failure) {
    var message = failure.getMessage();
    var name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }

  private static String stackTrace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
