package org.hafnia.service.errorrates;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.api.ArrayCell;
import org.hafnia.service.api.ErrorRate;
import org.hafnia.service.api.ErrorRateCheck;
import org.hafnia.service.api.ErrorRatePage;
import org.hafnia.service.api.ErrorRateRequest;
import org.hafnia.service.api.ErrorRatesApi;
import org.hafnia.service.api.JobState;
import org.hafnia.service.web.ETags;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.contract.AsAsked;
import org.hafnia.service.web.contract.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Speaks {@code /v1/error-rates}. */
@RestController
class ErrorRateController implements ErrorRatesApi {

  private static final String PATH = "/v1/error-rates";
  private static final String LATER = "respond-async";

  private final QuestionCheck check;
  private final ErrorRates errorRates;
  private final Answering answering;
  private final Idempotency idempotency;
  private final JsonMapper json;

  ErrorRateController(
      QuestionCheck check,
      ErrorRates errorRates,
      Answering answering,
      Idempotency idempotency,
      JsonMapper json) {
    this.check = check;
    this.errorRates = errorRates;
    this.answering = answering;
    this.idempotency = idempotency;
    this.json = json;
  }

  @Override
  public ResponseEntity<ErrorRate> askErrorRate(
      ErrorRateRequest request,
      @Nullable String idempotencyKey,
      Boolean validateOnly,
      @Nullable String prefer) {
    var raw = AsAsked.json();
    var checked = check.check(raw);
    // Not in the transaction: it takes a moment.
    var answered =
        checked.atOnce() && !later(prefer)
            ? answering.now(checked)
            : Optional.<Answering.Answered>empty();
    var once = new Idempotency.Request<>(idempotencyKey, "POST " + PATH, request, ErrorRate.class);
    return idempotency.once(
        once,
        () ->
            answered
                .map(known -> errorRates.keep(checked, raw.toString(), known))
                .map(kept -> answer(kept, HttpStatus.CREATED))
                .orElseGet(
                    () -> {
                      var queued = errorRates.submit(checked, raw.toString());
                      return answer(queued, HttpStatus.ACCEPTED);
                    }));
  }

  private ResponseEntity<ErrorRate> answer(ErrorRates.ErrorRate one, HttpStatus status) {
    var body = ErrorRateDto.of(one, json);
    var answer = ResponseEntity.status(status).location(URI.create(body.getLinks().getSelf()));
    if (status == HttpStatus.ACCEPTED) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer.body(body);
  }

  /** RFC 7240: preferences are separated by commas, parameters by semicolons. */
  private static boolean later(@Nullable String prefer) {
    return prefer != null
        && Arrays.stream(prefer.split("[,;]", -1)).anyMatch(one -> LATER.equals(one.strip()));
  }

  /** Checks and answers what would be asked; chosen over asking by its parameter. */
  @PostMapping(
      path = PATH,
      params = "validateOnly=true",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ErrorRateCheck> checkErrorRate(@RequestBody ErrorRateRequest request) {
    return ResponseEntity.ok(ErrorRateDto.check(check.check(AsAsked.json()), json));
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber") // As the contract has them.
  public ResponseEntity<ErrorRatePage> listErrorRates(
      @Nullable List<JobState> state,
      @Nullable String name,
      @Nullable ArrayCell cell,
      @Nullable String deviceModel,
      @Nullable String measurementSet,
      Integer limit,
      @Nullable String cursor) {
    var states =
        state == null ? List.<String>of() : state.stream().map(JobState::getValue).toList();
    var found =
        errorRates.list(
            new ErrorRateStore.Filter(
                states,
                name,
                cell == null ? null : cell.getValue(),
                deviceModel,
                measurementSet,
                Cursor.read(cursor),
                Math.addExact(limit, 1)));
    var items = found.stream().limit(limit).map(one -> ErrorRateDto.of(one, json)).toList();
    var page = new ErrorRatePage(items);
    return ResponseEntity.ok(
        found.size() > limit ? page.nextCursor(Cursor.of(items.getLast().getId())) : page);
  }

  @Override
  public ResponseEntity<ErrorRate> readErrorRate(UUID id, @Nullable String ifNoneMatch) {
    var one = errorRates.errorRate(id);
    return ETags.answer(one.job().etag(), ifNoneMatch, () -> ErrorRateDto.of(one, json));
  }
}
