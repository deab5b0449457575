package org.hafnia.service.errorrates;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.errorrates.QuestionCheck.Checked;
import org.hafnia.service.errorrates.sources.Sources;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.web.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Decides about error rates: what is answered, at once or later, and what belongs together. */
@Service
class ErrorRates {

  private final ErrorRateStore store;
  private final Jobs jobs;
  private final Answering answering;
  private final Sources sources;

  ErrorRates(ErrorRateStore store, Jobs jobs, Answering answering, Sources sources) {
    this.store = store;
    this.jobs = jobs;
    this.answering = answering;
    this.sources = sources;
  }

  /** An error rate with its job, as one moment shows them. */
  record ErrorRate(ErrorRateStore.Row row, Job job) {}

  /** Stores the question and queues its job, both or neither. */
  @Transactional
  ErrorRate submit(Checked checked, String request) {
    sources.hold(checked.source().origin());
    var question = checked.question();
    var id = jobs.enqueue(ErrorRateJob.KIND, question.name(), question.priority()).id();
    store.insert(id, request, checked);
    return errorRate(id);
  }

  /** Stores a question with its answer, and a job that has done it. */
  @Transactional
  ErrorRate keep(Checked checked, String request, Answering.Answered answered) {
    sources.hold(checked.source().origin());
    var question = checked.question();
    var done = new Jobs.Done(Answering.AT_ONCE, answered.startedAt(), answered.files());
    var id = jobs.done(ErrorRateJob.KIND, question.name(), question.priority(), done);
    store.insert(id, request, checked);
    var run = new Answering.Run(id, Answering.AT_ONCE, 1);
    store.end(id, answered.summary(), answering.result(answered, checked, run));
    return errorRate(id);
  }

  // One snapshot for both reads: a job that has ended is never shown without its result.
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  ErrorRate errorRate(UUID id) {
    var row = store.find(id).orElseThrow(() -> Problem.notFound("error rate", id));
    return new ErrorRate(row, jobs.job(id));
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  List<ErrorRate> list(ErrorRateStore.Filter filter) {
    var rows = store.list(filter);
    Map<UUID, Job> found = jobs.jobs(rows.stream().map(ErrorRateStore.Row::id).toList());
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(found.get(row.id())).map(job -> new ErrorRate(row, job)))
        .toList();
  }
}
