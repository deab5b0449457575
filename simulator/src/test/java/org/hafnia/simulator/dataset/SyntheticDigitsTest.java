package org.hafnia.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticDigitsTest {

  @Test
  void sameSeedMakesSameSetOnAnyNumberOfThreads() throws Exception {
    var first = SyntheticDigits.generate(7, 1_234, 321);
    try (var oneThread = new ForkJoinPool(1)) {
      var second = oneThread.submit(() -> SyntheticDigits.generate(7, 1_234, 321)).get();

      assertThat(second.sha256()).isEqualTo(first.sha256());
    }
    assertThat(SyntheticDigits.generate(8, 1_234, 321).sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void smallerSetIsTheBeginningOfALargerOne() {
    var small = SyntheticDigits.generate(5, 733, 95);
    var large = SyntheticDigits.generate(5, 2_000, 1_000);

    var cut =
        Dataset.of(
            SyntheticDigits.NAME, large.train().first(733), large.test().first(95), 10, "the cut");

    assertThat(small.sha256()).isEqualTo(cut.sha256());
  }

  @Test
  void trainingAndTestPartsDiffer() {
    var digits = SyntheticDigits.generate(1, 50, 50);

    var train = picture(digits.train(), 0);

    assertThat(IntStream.range(0, 50)).noneMatch(i -> train.equals(picture(digits.test(), i)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE})
  void everyTenSamplesHoldEachClassOnce(long seed) {
    var train = SyntheticDigits.generate(seed, 200, 10).train();

    for (int i = 0; i < 200; i += 10) {
      assertThat(IntStream.range(i, i + 10).map(train::label))
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void everyDrawingHasInkAndADarkGround() {
    var train = SyntheticDigits.generate(2, 2_000, 1).train();

    for (int i = 0; i < train.count(); i++) {
      int sample = i;
      var levels = IntStream.range(0, 784).map(j -> train.pixel(sample, j)).sorted().toArray();
      assertThat(levels[783]).as("brightest pixel of %d", i).isGreaterThan(120);
      assertThat(levels[350]).as("median pixel of %d", i).isLessThan(70);
      assertThat(IntStream.of(levels).average().orElseThrow()).isBetween(3.0, 90.0);
    }
  }

  /**
   * The measured value is 84.8 % (10,000 samples to train on); DifficultyOfSyntheticDigitsTest
   * measures the full set and the network that does better.
   */
  @Test
  void linearClassifierStaysBelow93PerCentButLearnsSomething() {
    var digits = SyntheticDigits.generate(1, 10_000, 2_000);

    double accuracy = new SoftmaxRegression(digits).train(12);

    assertThat(accuracy).isBetween(0.80, 0.93);
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, SyntheticDigits.MAX_SAMPLES + 1})
  void refusesSizesOutOfRange(int count) {
    assertThatThrownBy(() -> SyntheticDigits.generate(1, count, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(count))
        .hasMessageContaining("1..1000000");
    assertThatThrownBy(() -> SyntheticDigits.generate(1, 1, count))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Integer> picture(Samples samples, int i) {
    return IntStream.range(0, samples.features()).mapToObj(j -> samples.pixel(i, j)).toList();
  }
}
