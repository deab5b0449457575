package org.hafnia.service.jobs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hafnia.service.api.JobLinks;
import org.hafnia.service.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One row of table {@code job}.
 *
 * @param subject where the thing that it makes is read
 * @param attempt times it was started
 * @param pause whether it can be paused, and is to be
 * @param queuePosition jobs before it, plus one; only while queued
 * @param version counts changes; the ETag of polls
 */
public record Job(
    UUID id,
    String kind,
    String subject,
    @Nullable String name,
    JobState state,
    int priority,
    double progress,
    @Nullable String stage,
    @Nullable Double etaSeconds,
    @Nullable Integer queuePosition,
    int attempt,
    @Nullable String worker,
    boolean cancelRequested,
    Pause pause,
    @Nullable Problem problem,
    long version,
    Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /**
   * How it stands with pauses.
   *
   * @param possible for jobs of its kind
   * @param requested it stops at the next point from which it can go on
   */
  public record Pause(boolean possible, boolean requested) {}

  /** As it is submitted; its place is not known yet. */
  static Job submitted(UUID id, JobKind kind, @Nullable String name, int priority, Instant now) {
    return new Job(
        id,
        kind.name(),
        kind.subjects() + "/" + id,
        name,
        JobState.QUEUED,
        priority,
        0,
        null,
        null,
        null,
        0,
        null,
        false,
        new Pause(kind.pausable(), false),
        null,
        1,
        now,
        null,
        null);
  }

  /** The same, queued at that place. */
  Job at(int place) {
    return new Job(
        id,
        kind,
        subject,
        name,
        state,
        priority,
        progress,
        stage,
        etaSeconds,
        place,
        attempt,
        worker,
        cancelRequested,
        pause,
        problem,
        version,
        submittedAt,
        startedAt,
        finishedAt);
  }

  /** The version for polls; a queued job changes its place without being written. */
  public String etag() {
    return version + (queuePosition == null ? "" : "-" + queuePosition);
  }

  /** As the contract shapes it, artifacts aside. */
  public org.hafnia.service.api.Job body() {
    var self = "/v1/jobs/" + id;
    return new org.hafnia.service.api.Job()
        .id(id)
        .kind(org.hafnia.service.api.JobKind.fromValue(kind))
        .name(name)
        .state(org.hafnia.service.api.JobState.fromValue(state.text()))
        .progress(progress)
        .stage(shownStage())
        .etaSeconds(etaSeconds)
        .queuePosition(queuePosition)
        .attempt(attempt)
        .priority(priority)
        .worker(worker)
        .cancelRequested(cancelRequested)
        .pausable(pause.possible())
        .pauseRequested(pause.requested())
        .submittedAt(submittedAt.atOffset(ZoneOffset.UTC))
        .startedAt(utc(startedAt))
        .finishedAt(utc(finishedAt))
        .problem(problem)
        .links(new JobLinks(self, subject, self + "/events", self + "/log"));
  }

  /** What it does now, and that it will pause where a user asked for it. */
  public @Nullable String shownStage() {
    if (!pause.requested()) {
      return stage;
    }
    return (stage == null ? "" : stage + "; ") + "pauses after the running epoch";
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
