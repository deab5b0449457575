package org.hafnia.service.jobs;

import java.time.Instant;
import java.util.UUID;
import org.hafnia.service.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One row of table {@code job}.
 *
 * @param subject where the thing that it makes is read
 * @param attempt times it was started
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
    @Nullable Problem problem,
    long version,
    Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** For If-None-Match; a queued job changes its place without being written. */
  public String etag() {
    return '"' + version + (queuePosition == null ? "" : "-" + queuePosition) + '"';
  }
}
