package org.hafnia.service.lists;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Ids of rows that are to be listed, UUIDs of version 7 as PostgreSQL's {@code uuidv7()} makes
 * them: the newest row has the greatest. Made here, they are known before anything is sent to it.
 */
@Component
public final class Ids {

  private static final int FRACTION_BITS = 12;
  private static final long FRACTIONS = 1L << FRACTION_BITS;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final long VERSION = 0x7000;
  private static final long VARIANT = 1L << 63;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();

  Ids(Clock clock) {
    this.clock = clock;
  }

  /** Greater than every one that this process was given before. */
  public UUID next() {
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    long fraction = nanos % NANOS_OF_MILLI * FRACTIONS / NANOS_OF_MILLI;
    long time = ((nanos / NANOS_OF_MILLI) << FRACTION_BITS) | fraction;
    long own = last.accumulateAndGet(time, (before, at) -> Math.max(before + 1, at));
    long high = ((own >>> FRACTION_BITS) << 16) | VERSION | (own & (FRACTIONS - 1));
    return new UUID(high, VARIANT | (random.nextLong() >>> 2));
  }
}
