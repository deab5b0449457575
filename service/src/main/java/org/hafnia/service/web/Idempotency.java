package org.hafnia.service.web;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Does the work of a POST at most once per Idempotency-Key, in one transaction with its answer. */
@Component
public final class Idempotency {

  private final IdempotencyStore store;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  Idempotency(
      IdempotencyStore store, TransactionTemplate transaction, JsonMapper json, Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A POST as a key stands for it.
   *
   * @param operation method and path, such as {@code POST /v1/trainings}
   * @param body what the same key must come with again; null where the operation has none
   * @param answer type of the answer's body
   */
  public record Request<T>(
      @Nullable String key, String operation, @Nullable Object body, Class<T> answer) {}

  /** Does the work in a transaction, or gives the answer of the first time again. */
  public <T> ResponseEntity<T> once(Request<T> request, Supplier<ResponseEntity<T>> work) {
    ResponseEntity<T> answer =
        transaction.execute(
            status -> {
              String key = request.key();
              return key == null ? work.get() : once(key, request, work);
            });
    if (answer == null) {
      throw new IllegalStateException("no answer to " + request.operation());
    }
    return answer;
  }

  private <T> ResponseEntity<T> once(
      String key, Request<T> request, Supplier<ResponseEntity<T>> work) {
    String operation = request.operation();
    var body = request.body();
    String sha256 = CanonicalJson.sha256(body == null ? "" : body);
    if (!store.take(key, operation, sha256, clock.instant())) {
      return again(store.read(key, operation), request, sha256);
    }
    var answer = work.get();
    var location = answer.getHeaders().getLocation();
    store.keep(
        key,
        operation,
        new IdempotencyStore.Answer(
            sha256,
            answer.getStatusCode().value(),
            location == null ? null : location.toString(),
            json.writeValueAsString(answer.getBody())));
    return answer;
  }

  private <T> ResponseEntity<T> again(
      IdempotencyStore.Answer answer, Request<T> request, String sha256) {
    if (!answer.bodySha256().equals(sha256)) {
      throw Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another body before; nothing was done.",
          new Problem.FieldError("Idempotency-Key", request.key(), "Expected a new key."));
    }
    var response = ResponseEntity.status(answer.status());
    String location = answer.location();
    if (location != null) {
      response.location(URI.create(location));
    }
    if (answer.status() == 202) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return response.body(json.readValue(answer.response(), request.answer()));
  }
}
