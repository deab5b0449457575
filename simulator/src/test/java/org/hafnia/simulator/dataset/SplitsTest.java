package org.hafnia.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {

  private static final int COUNT = 103;

  @Test
  void holdsOutTheSameShareOfEachClassAndNoSampleTwice() {
    var samples = samples();

    var parts = Splits.holdOut(samples, 0.2, 7);

    assertThat(parts.held().count()).isEqualTo(21);
    assertThat(parts.train().count() + parts.held().count()).isEqualTo(COUNT);
    assertThat(ids(parts.train())).doesNotContainAnyElementsOf(ids(parts.held()));
    assertThat(labels(parts.held()).stream().filter(l -> l == 0)).hasSize(7);
  }

  @Test
  void dependsOnTheSeedAlone() {
    var samples = samples();

    assertThat(ids(Splits.holdOut(samples, 0.2, 7).held()))
        .isEqualTo(ids(Splits.holdOut(samples, 0.2, 7).held()))
        .isNotEqualTo(ids(Splits.holdOut(samples, 0.2, 8).held()));
  }

  @Test
  void keepsEachPatientOnOneSide() {
    var parts = Splits.holdOutGroups(samples(), 0.3, 1);

    assertThat(patients(parts.train())).doesNotContainAnyElementsOf(patients(parts.held()));
    assertThat(patients(parts.held())).hasSize(3);
  }

  @Test
  void foldsHoldOutEverySampleOnceAndAreEqual() {
    var folds = Splits.folds(samples(), 5, 1);

    assertThat(folds).hasSize(5);
    var all = folds.stream().flatMap(f -> ids(f.held()).stream()).toList();
    assertThat(all).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(folds)
        .allSatisfy(
            f -> {
              assertThat(f.held().count()).isBetween(20, 21);
              assertThat(labels(f.held()).stream().filter(l -> l == 2).count()).isBetween(6L, 7L);
            });
  }

  @Test
  void groupFoldsHoldOutEveryPatientOnce() {
    var folds = Splits.groupFolds(samples(), 3, 1);

    Set<String> seen = new HashSet<>();
    for (var fold : folds) {
      assertThat(patients(fold.train())).doesNotContainAnyElementsOf(patients(fold.held()));
      assertThat(seen).doesNotContainAnyElementsOf(patients(fold.held()));
      seen.addAll(patients(fold.held()));
    }
    assertThat(seen).hasSize(10);
  }

  @Test
  void refusesWhatCannotBeDivided() {
    var plain = Samples.of(new int[] {1}, new byte[2], new byte[2]);

    assertThatThrownBy(() -> Splits.holdOut(plain, 1, 1)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> Splits.folds(plain, 3, 1)).hasMessageContaining("2..2");
    assertThatThrownBy(() -> Splits.holdOutGroups(plain, 0.5, 1)).hasMessageContaining("ids");
    assertThatThrownBy(() -> Splits.groupFolds(samples(), 11, 1)).hasMessageContaining("2..10");
  }

  /** Sample i has the number i, class i % 3 and patient i % 10. */
  private static Samples samples() {
    short[] numbers = new short[COUNT];
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = (short) i;
      labels[i] = (byte) (i % 3);
    }
    var patients = IntStream.range(0, COUNT).mapToObj(i -> "patient " + i % 10).toList();
    return Samples.of(new int[] {1}, numbers, 1f, labels).grouped(Groups.of(patients));
  }

  private static List<Float> ids(Samples samples) {
    return IntStream.range(0, samples.count()).mapToObj(i -> samples.value(i, 0)).toList();
  }

  private static List<Integer> labels(Samples samples) {
    return IntStream.range(0, samples.count()).mapToObj(samples::label).toList();
  }

  private static Set<String> patients(Samples samples) {
    return IntStream.range(0, samples.count())
        .mapToObj(i -> samples.group(i).orElseThrow())
        .collect(Collectors.toSet());
  }
}
