package org.hafnia.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {

  /** The known-answer vectors of Random123: counter words, key words, output words. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
  })
  void givesTheKnownAnswers(String counter, String key, String answer) {
    long[] counters = pairsOfWords(counter);
    long[] out = new long[2];

    Philox.block(pairsOfWords(key)[0], counters[0], counters[1], out);

    assertThat(out).containsExactly(pairsOfWords(answer));
  }

  /** Those of seven rounds. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000, 5f6fb709 0d893f64 4f121f81 4f730a48",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 5207ddc2 45165e59 4d8ee751 8c52f662"
  })
  void givesTheKnownAnswersOfFewerRounds(String counter, String key, String answer) {
    long[] counters = pairsOfWords(counter);
    long[] out = new long[2];

    Philox.noise(pairsOfWords(key)[0], counters[0], counters[1], out);

    assertThat(out).containsExactly(pairsOfWords(answer));
  }

  @Test
  void givesTheSameBlocksInBatchesAndLanes() {
    int count = 1000;
    PhiloxBatch scalar = new PhiloxBatch(count);
    PhiloxBatch lanes = new PhiloxBatch(count);
    for (int i = 0; i < count; i++) {
      scalar.low[i] = 0x9E3779B97F4A7C15L * i;
      scalar.high[i] = i % 3 == 0 ? i : 0xD1342543DE82EF95L * i;
      lanes.low[i] = scalar.low[i];
      lanes.high[i] = scalar.high[i];
    }

    scalar.run(0x243F6A8885A308D3L, count);
    PhiloxLanes.run(lanes, 0x243F6A8885A308D3L, count);

    assertThat(java.util.Arrays.copyOf(lanes.words01, count))
        .isEqualTo(java.util.Arrays.copyOf(scalar.words01, count));
    assertThat(java.util.Arrays.copyOf(lanes.words23, count))
        .isEqualTo(java.util.Arrays.copyOf(scalar.words23, count));
  }

  private static long[] pairsOfWords(String hex) {
    String[] words = hex.trim().split(" ", -1);
    long[] pairs = new long[words.length / 2];
    for (int i = 0; i < words.length; i++) {
      pairs[i / 2] |= Long.parseLong(words[i], 16) << (32 * (i % 2));
    }
    return pairs;
  }
}
