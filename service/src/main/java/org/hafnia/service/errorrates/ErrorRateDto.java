package org.hafnia.service.errorrates;

import org.hafnia.service.api.ErrorRate;
import org.hafnia.service.api.ErrorRateCheck;
import org.hafnia.service.api.ErrorRateLinks;
import org.hafnia.service.api.ErrorRateRequest;
import org.hafnia.service.api.ErrorRateResult;
import org.hafnia.service.errorrates.question.Question;
import tools.jackson.databind.json.JsonMapper;

/** Error rates as the contract shapes them. */
final class ErrorRateDto {

  private ErrorRateDto() {}

  static ErrorRate of(ErrorRates.ErrorRate one, JsonMapper json) {
    var job = one.job().body();
    var links = job.getLinks();
    String result = one.row().result();
    return new ErrorRate()
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
        .spec(spec(one.row().question(), json))
        .result(result == null ? null : json.readValue(result, ErrorRateResult.class))
        .problem(job.getProblem())
        .links(
            new ErrorRateLinks(
                "/v1/error-rates/" + job.getId(),
                links.getSelf(),
                links.getEvents(),
                links.getLog()));
  }

  static ErrorRateCheck check(QuestionCheck.Checked checked, JsonMapper json) {
    return new ErrorRateCheck(
            true,
            spec(checked.question(), json),
            checked.points(),
            checked.reads(),
            checked.atOnce())
        .warnings(checked.warnings());
  }

  private static ErrorRateRequest spec(Question question, JsonMapper json) {
    return json.convertValue(question, ErrorRateRequest.class);
  }
}
