package org.hafnia.service.jobs.http;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hafnia.service.api.Job;
import org.hafnia.service.api.JobKind;
import org.hafnia.service.api.JobPage;
import org.hafnia.service.api.JobState;
import org.hafnia.service.api.JobsApi;
import org.hafnia.service.api.LogPage;
import org.hafnia.service.api.PriorityRequest;
import org.hafnia.service.jobs.ArtifactFile;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.web.ETags;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.contract.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/jobs}, all but the stream of events. */
@RestController
class JobController implements JobsApi {

  // An SVG is a document: opened by itself it must not run or fetch anything.
  private static final String NOTHING_BUT_STYLES =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private final Jobs jobs;
  private final EventStore events;
  private final ArtifactStore artifacts;
  private final Idempotency idempotency;

  JobController(Jobs jobs, EventStore events, ArtifactStore artifacts, Idempotency idempotency) {
    this.jobs = jobs;
    this.events = events;
    this.artifacts = artifacts;
    this.idempotency = idempotency;
  }

  @Override
  public ResponseEntity<JobPage> listJobs(
      @Nullable List<JobState> state,
      @Nullable JobKind kind,
      Integer limit,
      @Nullable String cursor) {
    var states =
        (state == null ? List.<JobState>of() : state)
            .stream()
                .map(each -> org.hafnia.service.jobs.JobState.of(each.getValue()))
                .collect(Collectors.toSet());
    var kindName = kind == null ? null : kind.getValue();
    var found = jobs.list(new Jobs.Filter(states, kindName, Cursor.read(cursor), limit + 1));
    var page = found.subList(0, Math.min(limit, found.size()));
    var body = new JobPage(page.stream().map(org.hafnia.service.jobs.Job::body).toList());
    return ResponseEntity.ok(
        found.size() > limit ? body.nextCursor(Cursor.of(page.getLast().id())) : body);
  }

  @Override
  public ResponseEntity<Job> readJob(UUID id, @Nullable String ifNoneMatch) {
    var job = jobs.job(id);
    return ETags.answer(job.etag(), ifNoneMatch, () -> withArtifacts(job));
  }

  private Job withArtifacts(org.hafnia.service.jobs.Job job) {
    return job.body().artifacts(jobs.artifacts(job.id()).stream().map(ArtifactFile::body).toList());
  }

  @Override
  public ResponseEntity<LogPage> readJobLog(UUID id, Long after, Integer limit) {
    jobs.job(id);
    return ResponseEntity.ok(new LogPage(events.log(id, after, limit)));
  }

  @Override
  public ResponseEntity<Resource> readArtifact(UUID id, String name) {
    var file =
        artifacts
            .find(id, name)
            .orElseThrow(() -> Problem.notFound("artifact of job " + id + " called", name));
    var answer =
        ResponseEntity.ok()
            .eTag('"' + file.sha256() + '"')
            .contentType(MediaType.parseMediaType(file.mediaType()))
            .header("X-Content-Type-Options", "nosniff")
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline().filename(name).build().toString());
    if (file.mediaType().startsWith("image/svg")) {
      answer.header("Content-Security-Policy", NOTHING_BUT_STYLES);
    }
    return answer.body(new ByteArrayResource(file.content()));
  }

  @Override
  public ResponseEntity<Job> cancelJob(UUID id, @Nullable String idempotencyKey) {
    return once(idempotencyKey, id, "cancel", HttpStatus.ACCEPTED, () -> jobs.cancel(id));
  }

  @Override
  public ResponseEntity<Job> retryJob(UUID id, @Nullable String idempotencyKey) {
    return once(idempotencyKey, id, "retry", HttpStatus.ACCEPTED, () -> jobs.retry(id));
  }

  @Override
  public ResponseEntity<Job> pauseJob(UUID id, @Nullable String idempotencyKey) {
    return once(idempotencyKey, id, "pause", HttpStatus.ACCEPTED, () -> jobs.pause(id));
  }

  @Override
  public ResponseEntity<Job> resumeJob(UUID id, @Nullable String idempotencyKey) {
    return once(idempotencyKey, id, "resume", HttpStatus.ACCEPTED, () -> jobs.resume(id));
  }

  private ResponseEntity<Job> once(
      @Nullable String key,
      UUID id,
      String verb,
      HttpStatus status,
      Supplier<org.hafnia.service.jobs.Job> work) {
    return idempotency.once(
        new Idempotency.Request<>(key, "POST /v1/jobs/" + id + "/" + verb, null, Job.class),
        () -> ResponseEntity.status(status).body(work.get().body()));
  }

  @Override
  public ResponseEntity<Job> prioritizeJob(
      UUID id, PriorityRequest request, @Nullable String idempotencyKey) {
    return idempotency.once(
        new Idempotency.Request<>(
            idempotencyKey, "POST /v1/jobs/" + id + "/priority", request, Job.class),
        () -> ResponseEntity.ok(jobs.prioritize(id, request.getPriority()).body()));
  }
}
