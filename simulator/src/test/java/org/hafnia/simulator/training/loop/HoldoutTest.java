package org.hafnia.simulator.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  private static final Samples SAMPLES = samples();

  @Test
  void holdsOutTheSamePartOfEveryClassAndTrainsOnTheRest() {
    var holdout = Holdout.of(SAMPLES, 0.25, 1);
    var held = holdout.validation().orElseThrow();

    assertThat(holdout.training().count() + held.count()).isEqualTo(100);
    assertThat(IntStream.range(0, held.count()).filter(i -> held.label(i) == 1)).hasSize(5);
    assertThat(IntStream.range(0, held.count()).filter(i -> held.label(i) == 0)).hasSize(20);
  }

  @Test
  void holdsOutWholePatientsWhereThereAreAny() {
    List<String> ids = IntStream.range(0, 100).mapToObj(i -> "patient " + i / 10).toList();
    var holdout = Holdout.of(SAMPLES.grouped(Groups.of(ids)), 0.3, 1);
    var held = holdout.validation().orElseThrow();

    assertThat(held.count()).isEqualTo(30);
    assertThat(IntStream.range(0, 70).mapToObj(i -> holdout.training().group(i)).distinct())
        .doesNotContainAnyElementsOf(IntStream.range(0, 30).mapToObj(held::group).toList());
  }

  @Test
  void withoutAFractionEverySampleIsTrainedOn() {
    assertThat(Holdout.of(SAMPLES, 0, 1).training()).isSameAs(SAMPLES);
    assertThat(Holdout.of(SAMPLES, 0, 1).validation()).isEmpty();
  }

  private static Samples samples() {
    byte[] labels = new byte[100];
    Arrays.fill(labels, 0, 20, (byte) 1);
    return Samples.of(new int[] {1}, new byte[100], labels);
  }
}
