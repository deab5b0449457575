package org.hafnia.service.jobs.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.JobEvents;
import org.hafnia.service.jobs.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The jobs that run in this process. A pulse writes their progress and reads whether they are to
 * stop, so that the threads that work never wait for the database on account of either.
 */
final class RunningJobs {

  private static final Logger LOG = LoggerFactory.getLogger(RunningJobs.class);

  private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
  private final Map<Attempt, Long> progressAt = new ConcurrentHashMap<>();
  private final AttemptStore store;
  private final JobStore jobs;
  private final JobEvents events;
  private final TransactionOperations transactions;
  private final Patience patience;
  private final Clock clock;
  private final Duration progressInterval;
  private volatile boolean stopping;

  RunningJobs(
      Attempt.Parts parts,
      JobStore jobs,
      TransactionOperations transactions,
      Duration progressInterval) {
    this.store = parts.store();
    this.events = parts.events();
    this.patience = parts.patience();
    this.clock = parts.clock();
    this.jobs = jobs;
    this.transactions = transactions;
    this.progressInterval = progressInterval;
  }

  void add(Attempt attempt) {
    attempts.add(attempt);
    if (stopping) {
      attempt.stop();
    }
  }

  void remove(Attempt attempt) {
    attempts.remove(attempt);
    progressAt.remove(attempt);
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  /**
   * Asks every job to stop after its batch; they go back to the queue. One that waits for a lost
   * database cannot, and is left to the next start.
   */
  void stopAll() {
    stopping = true;
    attempts.forEach(Attempt::stop);
    patience.end();
  }

  void pulse() {
    try {
      if (!attempts.isEmpty()) {
        readFlags();
        attempts.forEach(this::writeProgress);
      }
    } catch (RuntimeException failure) {
      // The next pulse tries again; a job that is lost meanwhile is stopped by its fence.
      LOG.warn("The running jobs could not be looked after: {}", failure.getMessage());
    }
  }

  private void readFlags() {
    var running = Set.copyOf(attempts);
    var flags =
        store.flags(running.stream().map(Attempt::id).toList()).stream()
            .collect(Collectors.toMap(AttemptStore.Flags::id, flag -> flag));
    for (var attempt : running) {
      var flag = flags.get(attempt.id());
      if (flag == null || flag.attempt() != attempt.attempt()) {
        attempt.lose();
      } else {
        attempt.pause(flag.pauseRequested());
        if (flag.cancelRequested()) {
          attempt.cancel();
        }
      }
    }
  }

  private void writeProgress(Attempt attempt) {
    long now = System.nanoTime();
    var last = progressAt.get(attempt);
    if (last != null && now - last < progressInterval.toNanos()) {
      return;
    }
    var progress = attempt.takeProgress();
    if (progress == null) {
      return;
    }
    progressAt.put(attempt, now);
    transactions.executeWithoutResult(
        status -> {
          if (store.progress(attempt.id(), attempt.attempt(), progress)) {
            tell(attempt.id());
          }
        });
  }

  private void tell(UUID id) {
    jobs.find(id).map(Job::body).ifPresent(body -> events.progress(id, body, clock.instant()));
  }
}
