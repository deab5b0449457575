package org.hafnia.simulator.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  private static final Samples SAMPLES = samples();

  @Test
  void holdsOutTheSamePartOfEveryClassAndTrainsOnTheRest() {
    var holdout = Holdout.of(SAMPLES, 2, 0.25, 1);
    int[] held = holdout.validation();

    assertThat(held).hasSize(25).doesNotHaveDuplicates();
    assertThat(Arrays.stream(held).filter(i -> SAMPLES.label(i) == 1)).hasSize(5);
    int[] trained = holdout.shuffled(RandomStream.of(1, "shuffle", 0), 1);
    assertThat(IntStream.concat(Arrays.stream(trained), Arrays.stream(held)).sorted().toArray())
        .containsExactly(IntStream.range(0, 100).toArray());
    assertThat(Holdout.of(SAMPLES, 2, 0.25, 2).validation()).isNotEqualTo(held);
  }

  @Test
  void withoutAFractionEverySampleIsTrainedOn() {
    var holdout = Holdout.of(SAMPLES, 2, 0, 1);

    assertThat(holdout.validationCount()).isZero();
    assertThat(holdout.trainingCount()).isEqualTo(100);
  }

  private static Samples samples() {
    byte[] labels = new byte[100];
    Arrays.fill(labels, 0, 20, (byte) 1);
    return Samples.of(new int[] {1}, new byte[100], labels);
  }
}
