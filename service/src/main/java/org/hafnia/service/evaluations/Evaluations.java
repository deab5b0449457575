package org.hafnia.service.evaluations;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.evaluations.EvaluationCheck.Checked;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.models.Models;
import org.hafnia.service.trainings.hardware.SweptCells;
import org.hafnia.service.web.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Decides about evaluations: what is accepted, what belongs together. */
@Service
class Evaluations {

  private final EvaluationStore store;
  private final Jobs jobs;
  private final Models models;
  private final SweptCells cells;

  Evaluations(EvaluationStore store, Jobs jobs, Models models, SweptCells cells) {
    this.store = store;
    this.jobs = jobs;
    this.models = models;
    this.cells = cells;
  }

  /** An evaluation with its job, as one moment shows them. */
  record Evaluation(EvaluationStore.Row row, Job job) {}

  /** Stores the evaluation and queues its job, both or neither. */
  @Transactional
  Evaluation submit(Checked checked, String request) {
    models.hold(checked.model().id().toString(), EvaluationCheck.MODEL);
    checked.planned().origin().ifPresent(cells::hold);
    var spec = checked.spec();
    var id = jobs.enqueue(EvaluationJob.KIND, spec.name(), spec.priority()).id();
    store.insert(id, request, checked);
    return evaluation(id);
  }

  // One snapshot for both reads: a job that has ended is never shown without its result.
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Evaluation evaluation(UUID id) {
    var row = store.find(id).orElseThrow(() -> Problem.notFound("evaluation", id));
    return new Evaluation(row, jobs.job(id));
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  List<Evaluation> list(EvaluationStore.Filter filter) {
    var rows = store.list(filter);
    Map<UUID, Job> found = jobs.jobs(rows.stream().map(EvaluationStore.Row::id).toList());
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(found.get(row.id())).map(job -> new Evaluation(row, job)))
        .toList();
  }
}
