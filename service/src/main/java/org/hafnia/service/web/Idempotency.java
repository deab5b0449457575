package org.hafnia.service.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does the work of a POST at most once per Idempotency-Key, in one transaction with its answer.
 * Keys past their lifetime are removed, now and then, beside the requests.
 */
@Component
public final class Idempotency {

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
  private static final Duration BETWEEN_REMOVALS = Duration.ofHours(1);
  private static final int REMOVED_AT_ONCE = 2000;

  private final IdempotencyStore store;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;
  private final Duration lifetime;
  private final AtomicReference<Instant> nextRemoval = new AtomicReference<>(Instant.MIN);

  Idempotency(
      IdempotencyStore store,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock,
      WebProperties properties) {
    this.store = store;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
    this.lifetime = properties.idempotencyLifetime();
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
    if (request.key() != null) {
      removeExpired();
    }
    return answer;
  }

  /** At most once an hour, in a thread of its own: nobody waits for it. */
  private void removeExpired() {
    var now = clock.instant();
    var due = nextRemoval.get();
    if (!now.isBefore(due) && nextRemoval.compareAndSet(due, now.plus(BETWEEN_REMOVALS))) {
      Thread.ofVirtual().name("idempotency-keys").start(() -> removeBefore(now.minus(lifetime)));
    }
  }

  private void removeBefore(Instant time) {
    try {
      while (store.removeOlderThan(time, REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
        LOG.debug("{} keys taken before {} were removed", REMOVED_AT_ONCE, time);
      }
    } catch (DataAccessException failure) {
      LOG.warn("Old keys could not be removed, later again: {}", failure.getMessage());
    }
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
