package org.hafnia.service.jobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.CannotCreateTransactionException;

class PatienceTest {

  private final Patience patience = new Patience(Duration.ofHours(1));

  @Test
  void waitsForALostDatabaseUntilTheWorkerStops() throws Exception {
    var lost = new CannotCreateTransactionException("the database is away");
    var tries = new CountDownLatch(2);

    try (var threads = Executors.newSingleThreadExecutor()) {
      var waiting =
          threads.submit(
              () ->
                  patience.run(
                      () -> {
                        tries.countDown();
                        throw lost;
                      }));
      assertThat(tries.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(waiting).isNotDone();

      patience.end();

      assertThat(waiting).failsWithin(Duration.ofSeconds(5)).withThrowableThat().withCause(lost);
    }
  }

  @Test
  void triesOnceMoreWhenTheWorkerStops() {
    var tries = new AtomicInteger();
    patience.end();

    var answer =
        patience.run(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new CannotAcquireLockException("deadlock");
              }
              return "done";
            });

    assertThat(answer).isEqualTo("done");
  }
}
