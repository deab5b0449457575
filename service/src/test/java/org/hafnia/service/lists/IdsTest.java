package org.hafnia.service.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678999Z");

  @Test
  void ascendAlsoWhileTheClockStands() {
    var ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

    var made = Stream.generate(ids::next).limit(10_000).map(UUID::toString).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void tellTheirTimeAsVersionSeven() {
    var id = new Ids(Clock.fixed(NOW, ZoneOffset.UTC)).next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }
}
