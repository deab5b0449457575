package org.hafnia.service.jobs.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Repeats a transaction while the database is away, until the worker stops. */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Duration limit;
  private final CountDownLatch ended = new CountDownLatch(1);

  Patience(Duration limit) {
    this.limit = limit;
  }

  <T> T run(Supplier<T> transaction) {
    var deadline = System.nanoTime() + limit.toNanos();
    boolean last = false;
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return transaction.get();
      } catch (RuntimeException failure) {
        if (last || !isLostDatabase(failure) || System.nanoTime() > deadline) {
          throw failure;
        }
        LOG.warn("The database is away, trying again in {}: {}", pause, failure.getMessage());
        last = endedWithin(pause, failure);
      }
    }
  }

  /** From now on nothing is waited for: what fails is tried once more, at once. */
  void end() {
    ended.countDown();
  }

  static boolean isLostDatabase(Throwable failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionSystemException;
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private boolean endedWithin(Duration pause, RuntimeException failure) {
    try {
      return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
