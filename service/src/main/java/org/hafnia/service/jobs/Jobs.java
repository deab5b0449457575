package org.hafnia.service.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hafnia.service.lists.Ids;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what may happen to a job from outside. Each change is one transaction; what is read is
 * one statement, in the transaction of the caller where there is one, and needs none of its own.
 */
@Service
@Transactional
public class Jobs {

  private final JobStore store;
  private final JobQueue queue;
  private final Ids ids;
  private final Clock clock;

  /**
   * Which jobs a list shows, newest first.
   *
   * @param states any of them; all where it is empty
   * @param before only jobs with a smaller id, the last one of the page before
   */
  public record Filter(
      Set<JobState> states, @Nullable String kind, @Nullable UUID before, int limit) {}

  /**
   * Work that was done at once.
   *
   * @param worker who did it
   */
  public record Done(String worker, Instant startedAt, List<MadeFile> files) {}

  Jobs(JobStore store, JobQueue queue, Ids ids, Clock clock) {
    this.store = store;
    this.queue = queue;
    this.ids = ids;
    this.clock = clock;
  }

  /** Queues a job in the transaction of the caller, who stores its subject under the same id. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Job enqueue(JobKind kind, @Nullable String name, int priority) {
    // As PostgreSQL keeps it: what is answered now is what is read later.
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return queue.submit(Job.submitted(ids.next(), kind, name, priority, now), kind);
  }

  /**
   * Records work that was done before anybody could have queued it: a job that has succeeded, with
   * its history, in the transaction of the caller, who stores its subject under the same id.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID done(JobKind kind, @Nullable String name, int priority, Done done) {
    var id = store.insert(kind, name, priority, done.startedAt());
    store.stateEvent(id, done.startedAt());
    store.begin(id, done.worker(), done.startedAt());
    store.stateEvent(id, done.startedAt());
    var now = clock.instant();
    done.files().forEach(file -> store.saveArtifact(id, file, now));
    store.end(id, JobState.SUCCEEDED, null, now);
    store.stateEvent(id, now);
    return id;
  }

  @Transactional(propagation = Propagation.SUPPORTS)
  public Optional<Job> find(UUID id) {
    return store.find(id);
  }

  @Transactional(propagation = Propagation.SUPPORTS)
  public Job job(UUID id) {
    return store.find(id).orElseThrow(() -> Problem.notFound("job", id));
  }

  /** The jobs of a page of subjects. */
  @Transactional(propagation = Propagation.SUPPORTS)
  public Map<UUID, Job> jobs(Collection<UUID> ids) {
    return store.findAll(ids).stream().collect(Collectors.toMap(Job::id, Function.identity()));
  }

  @Transactional(readOnly = true)
  public List<Job> list(Filter filter) {
    return store.list(filter);
  }

  @Transactional(propagation = Propagation.SUPPORTS)
  public List<ArtifactFile> artifacts(UUID id) {
    return store.artifacts(id);
  }

  /** A queued or paused job is cancelled at once; a running one is asked to stop. */
  public Job cancel(UUID id) {
    var now = clock.instant();
    switch (lock(id).state()) {
      case QUEUED, PAUSED -> {
        store.end(id, JobState.CANCELLED, null, now);
        queue.remove(id);
        store.stateEvent(id, now);
      }
      case RUNNING -> {
        if (store.requestCancel(id)) {
          store.stateEvent(id, now);
        }
      }
      case CANCELLED -> {}
      case SUCCEEDED, FAILED -> throw wrongState(id, "cancelled", "it has ended already");
    }
    return job(id);
  }

  /** A queued job is paused at once; a running one at the next point from which it can go on. */
  public Job pause(UUID id) {
    var job = lock(id);
    var now = clock.instant();
    if (!job.pause().possible() && !job.state().finished()) {
      throw wrongState(
          id, "paused", "a %s runs to its end; trainings can be paused".formatted(job.kind()));
    }
    switch (job.state()) {
      case QUEUED -> {
        store.pause(id);
        queue.remove(id);
        store.stateEvent(id, now);
      }
      case RUNNING -> {
        if (job.cancelRequested()) {
          throw wrongState(id, "paused", "it was cancelled and stops now");
        }
        if (store.requestPause(id, true)) {
          store.stateEvent(id, now);
        }
      }
      case PAUSED -> {}
      case SUCCEEDED, FAILED, CANCELLED -> throw wrongState(id, "paused", "it has ended already");
    }
    return job(id);
  }

  /** Queues a paused job again; one that was only asked to pause runs on. */
  public Job resume(UUID id) {
    var job = lock(id);
    var now = clock.instant();
    if (job.state() == JobState.PAUSED) {
      store.resume(id);
      queue.add(id, job.priority(), job.submittedAt());
      store.stateEvent(id, now);
    } else if (job.state() == JobState.RUNNING && store.requestPause(id, false)) {
      store.stateEvent(id, now);
    } else {
      throw wrongState(id, "resumed", "only a paused job can be");
    }
    return job(id);
  }

  /** Queues a failed or cancelled job again; it goes on from its checkpoint where it has one. */
  public Job retry(UUID id) {
    var job = lock(id);
    if (job.state() != JobState.FAILED && job.state() != JobState.CANCELLED) {
      throw wrongState(id, "retried", "only a failed or cancelled job can be");
    }
    var now = clock.instant();
    store.requeue(id);
    queue.add(id, job.priority(), job.submittedAt());
    store.stateEvent(id, now);
    return job(id);
  }

  /** Moves a queued job to another place in the queue. */
  public Job prioritize(UUID id, int priority) {
    if (lock(id).state() != JobState.QUEUED) {
      throw wrongState(id, "given another priority", "only a queued job can be");
    }
    store.prioritize(id, priority);
    queue.prioritize(id, priority);
    store.stateEvent(id, clock.instant());
    return job(id);
  }

  private Job lock(UUID id) {
    store.lock(id);
    return job(id);
  }

  private Problem wrongState(UUID id, String verb, String rule) {
    var state = job(id).state().text();
    return Problem.of(
        ProblemType.JOB_STATE,
        "The job " + id + " is " + state + " and cannot be " + verb + ": " + rule + ".");
  }
}
