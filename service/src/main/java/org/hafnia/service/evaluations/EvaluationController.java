package org.hafnia.service.evaluations;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.hafnia.service.api.Evaluation;
import org.hafnia.service.api.EvaluationCheck;
import org.hafnia.service.api.EvaluationPage;
import org.hafnia.service.api.EvaluationRequest;
import org.hafnia.service.api.EvaluationsApi;
import org.hafnia.service.api.JobState;
import org.hafnia.service.web.ETags;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.contract.AsAsked;
import org.hafnia.service.web.contract.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Speaks {@code /v1/evaluations}. */
@RestController
class EvaluationController implements EvaluationsApi {

  private static final String PATH = "/v1/evaluations";

  private final org.hafnia.service.evaluations.EvaluationCheck check;
  private final Evaluations evaluations;
  private final Idempotency idempotency;
  private final JsonMapper json;

  EvaluationController(
      org.hafnia.service.evaluations.EvaluationCheck check,
      Evaluations evaluations,
      Idempotency idempotency,
      JsonMapper json) {
    this.check = check;
    this.evaluations = evaluations;
    this.idempotency = idempotency;
    this.json = json;
  }

  @Override
  public ResponseEntity<Evaluation> submitEvaluation(
      EvaluationRequest request, @Nullable String idempotencyKey, Boolean validateOnly) {
    var raw = AsAsked.json();
    // Not in the transaction: it may fetch a data set.
    var checked = check.check(raw);
    var once = new Idempotency.Request<>(idempotencyKey, "POST " + PATH, request, Evaluation.class);
    return idempotency.once(
        once,
        () -> {
          var body = EvaluationDto.of(evaluations.submit(checked, raw.toString()), json);
          return ResponseEntity.accepted()
              .location(URI.create(body.getLinks().getSelf()))
              .header(HttpHeaders.RETRY_AFTER, "1")
              .body(body);
        });
  }

  /** Checks and answers what would be queued; chosen over submitting by its parameter. */
  @PostMapping(
      path = PATH,
      params = "validateOnly=true",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<EvaluationCheck> checkEvaluation(@RequestBody EvaluationRequest request) {
    return ResponseEntity.ok(EvaluationDto.check(check.check(AsAsked.json()), json));
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber") // As the contract has them.
  public ResponseEntity<EvaluationPage> listEvaluations(
      @Nullable List<JobState> state,
      @Nullable String name,
      @Nullable String model,
      @Nullable String dataset,
      Integer limit,
      @Nullable String cursor) {
    var states =
        state == null ? List.<String>of() : state.stream().map(JobState::getValue).toList();
    var found =
        evaluations.list(
            new EvaluationStore.Filter(
                states, name, model, dataset, Cursor.read(cursor), Math.addExact(limit, 1)));
    var items = found.stream().limit(limit).map(one -> EvaluationDto.of(one, json)).toList();
    var page = new EvaluationPage(items);
    return ResponseEntity.ok(
        found.size() > limit ? page.nextCursor(Cursor.of(items.getLast().getId())) : page);
  }

  @Override
  public ResponseEntity<Evaluation> readEvaluation(UUID id, @Nullable String ifNoneMatch) {
    var one = evaluations.evaluation(id);
    return ETags.answer(one.job().etag(), ifNoneMatch, () -> EvaluationDto.of(one, json));
  }
}
