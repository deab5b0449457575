package org.hafnia.service.jobs;

import static org.hafnia.service.api.JobKind.fromValue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hafnia.service.api.Artifact;
import org.hafnia.service.api.JobLinks;
import org.jspecify.annotations.Nullable;

/** Jobs as the contract shapes them. */
public final class JobDto {

  private JobDto() {}

  public static org.hafnia.service.api.Job of(Job job) {
    var self = "/v1/jobs/" + job.id();
    return new org.hafnia.service.api.Job()
        .id(job.id())
        .kind(fromValue(job.kind()))
        .name(job.name())
        .state(org.hafnia.service.api.JobState.fromValue(job.state().text()))
        .progress(job.progress())
        .stage(job.stage())
        .etaSeconds(job.etaSeconds())
        .queuePosition(job.queuePosition())
        .attempt(job.attempt())
        .priority(job.priority())
        .worker(job.worker())
        .cancelRequested(job.cancelRequested())
        .submittedAt(job.submittedAt().atOffset(ZoneOffset.UTC))
        .startedAt(utc(job.startedAt()))
        .finishedAt(utc(job.finishedAt()))
        .problem(job.problem())
        .links(new JobLinks(self, job.subject(), self + "/events", self + "/log"));
  }

  public static Artifact of(ArtifactFile file) {
    return new Artifact(file.name(), file.mediaType(), file.bytes(), file.href());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
