package org.hafnia.service.evaluations;

import org.hafnia.service.api.Evaluation;
import org.hafnia.service.api.EvaluationLinks;
import org.hafnia.service.api.EvaluationRequest;
import org.hafnia.service.api.EvaluationResult;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import tools.jackson.databind.json.JsonMapper;

/** Evaluations as the contract shapes them. */
final class EvaluationDto {

  private static final double MILLISECONDS = 1e3;

  private EvaluationDto() {}

  static Evaluation of(Evaluations.Evaluation one, JsonMapper json) {
    var job = one.job().body();
    var links = job.getLinks();
    String result = one.row().result();
    return new Evaluation()
        .id(job.getId())
        .name(job.getName())
        .state(job.getState())
        .progress(job.getProgress())
        .stage(job.getStage())
        .etaSeconds(job.getEtaSeconds())
        .queuePosition(job.getQueuePosition())
        .attempt(job.getAttempt())
        .priority(job.getPriority())
        .submittedAt(job.getSubmittedAt())
        .startedAt(job.getStartedAt())
        .finishedAt(job.getFinishedAt())
        .spec(spec(one.row().spec(), json))
        .result(result == null ? null : json.readValue(result, EvaluationResult.class))
        .problem(job.getProblem())
        .links(
            new EvaluationLinks(
                "/v1/evaluations/" + job.getId(),
                links.getSelf(),
                links.getEvents(),
                links.getLog(),
                "/v1/models/" + one.row().modelId()));
  }

  static org.hafnia.service.api.EvaluationCheck check(
      EvaluationCheck.Checked checked, JsonMapper json) {
    return new org.hafnia.service.api.EvaluationCheck(
            true,
            spec(checked.spec(), json),
            checked.planned().points().size(),
            checked.products(),
            checked.estimate().toMillis() / MILLISECONDS,
            checked.limit().toMillis() / MILLISECONDS)
        .warnings(checked.planned().warnings());
  }

  private static EvaluationRequest spec(EvaluationSpec spec, JsonMapper json) {
    return json.convertValue(spec, EvaluationRequest.class);
  }
}
