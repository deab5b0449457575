package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.device.ResistanceHistogram.Bins;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeakResetPairsTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();
  private static final int SIZE = 20 * WeakResetPairs.BLOCK + 321;

  @ParameterizedTest
  @EnumSource(LearningRule.class)
  void threadsAndRangesDoNotMatter(LearningRule rule) {
    WeakResetPairs whole = pairs(rule);
    WeakResetPairs parts = pairs(rule);
    float[] wholeWeight = new float[SIZE];
    float[] partsWeight = new float[SIZE];

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int step = 1; step <= 30; step++) {
        float[] update = KernelsAgreeTest.update(SIZE, step);
        whole.apply(step, 0, SIZE, update, wholeWeight);
        applyInParts(parts, step, update, partsWeight, threads);
        assertThat(partsWeight).isEqualTo(wholeWeight);
      }
    }

    assertThat(PairBits.of(parts)).isEqualTo(PairBits.of(whole));
  }

  private static void applyInParts(
      WeakResetPairs pairs, int step, float[] update, float[] weight, ExecutorService threads) {
    int part = (1 + step % 3) * WeakResetPairs.BLOCK;
    CompletableFuture<?>[] done =
        IntStream.iterate(0, from -> from < SIZE, from -> from + part)
            .mapToObj(
                from ->
                    CompletableFuture.runAsync(
                        () -> pairs.apply(step, from, Math.min(part, SIZE - from), update, weight),
                        threads))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(done).join();
  }

  @ParameterizedTest
  @EnumSource(LearningRule.class)
  void resumedPairsGoOnAsIfUndisturbed(LearningRule rule) throws IOException {
    WeakResetPairs undisturbed = pairs(rule);
    float[] weight = new float[SIZE];
    for (int step = 1; step <= 20; step++) {
      undisturbed.apply(step, 0, SIZE, KernelsAgreeTest.update(SIZE, step), weight);
    }

    WeakResetPairs resumed = pairs(rule);
    resumed.apply(99, 0, SIZE, KernelsAgreeTest.update(SIZE, 99), new float[SIZE]);
    resumed.readState(input(PairBits.state(undisturbed)));

    assertThat(PairBits.of(resumed)).isEqualTo(PairBits.of(undisturbed));
    for (int step = 21; step <= 30; step++) {
      float[] resumedWeight = new float[SIZE];
      float[] update = KernelsAgreeTest.update(SIZE, step);
      undisturbed.apply(step, 0, SIZE, update, weight);
      resumed.apply(step, 0, SIZE, update, resumedWeight);
      assertThat(resumedWeight).isEqualTo(weight);
    }
    assertThat(PairBits.of(resumed)).isEqualTo(PairBits.of(undisturbed));
  }

  @Test
  void rejectsTheStateOfOtherPairs() {
    byte[] state = PairBits.state(pairs(LearningRule.PUBLISHED));
    WeakResetPairs other =
        new WeakResetPairs(MODEL, Imperfections.all(), LearningRule.PUBLISHED, 6, 0, SIZE);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> other.readState(input(state)))
        .withMessageContaining("other pairs");
  }

  @Test
  void countsPulsesOfEachSide() {
    WeakResetPairs pairs = pairs(LearningRule.PUBLISHED);
    float[] update = new float[SIZE];
    update[0] = 2.5f;
    update[1] = 3.5f;
    update[2] = -100;
    update[3] = 0.5f;
    update[SIZE - 1] = -0.75f;
    update[4] = Float.NaN;

    pairs.apply(1, 0, SIZE, update, new float[SIZE]);

    assertThat(pairs.counts()).isEqualTo(new WeakResetPairs.PulseCounts(6, 15, 0));
    assertThat(pairs.counts().resets()).isEqualTo(21);
  }

  @Test
  void pulsesOnBlRaiseWeightsInTheLongRun() {
    WeakResetPairs pairs = pairs(LearningRule.PUBLISHED);
    float[] weight = new float[SIZE];
    pairs.read(0, 0, SIZE, weight);
    double before = sum(weight);
    float[] update = new float[SIZE];
    java.util.Arrays.fill(update, 14f);
    for (int step = 1; step <= 60; step++) {
      pairs.apply(step, 0, SIZE, update, weight);
    }

    assertThat(before).isBetween(-0.05 * SIZE, 0.05 * SIZE);
    assertThat(sum(weight)).isGreaterThan(0.8 * SIZE);
  }

  @Test
  void histogramHoldsEveryDevice() {
    ResistanceHistogram histogram = pairs(LearningRule.PUBLISHED).resistances(Bins.usual());

    assertThat(histogram.edgesOhm()).hasSize(61).startsWith(5000.0);
    assertThat(histogram.bl().stream().mapToLong(n -> n).sum()).isEqualTo(SIZE);
    assertThat(histogram.plus(histogram).blb().stream().mapToLong(n -> n).sum())
        .isEqualTo(2L * SIZE);
  }

  @Test
  void rejectsBadArgumentsByNameAndRange() {
    WeakResetPairs pairs = pairs(LearningRule.PUBLISHED);
    float[] enough = new float[SIZE];

    assertRejects(() -> pairs.apply(0, 0, SIZE, enough, enough), "step = 0 is below 1");
    assertRejects(() -> pairs.read(-1, 0, SIZE, enough), "step = -1 is below 0");
    assertRejects(() -> pairs.apply(1, 5, 1024, enough, enough), "multiples of 1024");
    assertRejects(() -> pairs.apply(1, 0, 1000, enough, enough), "multiples of 1024");
    assertRejects(() -> pairs.apply(1, 0, SIZE + 1, enough, enough), "outside [0, " + SIZE);
    assertRejects(() -> pairs.apply(1, -1024, 2048, enough, enough), "from -1024");
    assertRejects(() -> pairs.apply(1, 0, SIZE, new float[9], enough), "array of 9 numbers");
    assertRejects(() -> new Bins(0, 1, 2), "bins = 0 is outside [1, 10000]");
    assertRejects(() -> new Bins(5, 2, 1), "[2.0, 1.0] ohm");
    assertRejects(() -> made(0, 0), "size = 0 pairs is outside [1, 268435456]");
    assertRejects(() -> made(1, -1), "layer = -1");
  }

  @Test
  void memoryOfAPairIsWhatItsColumnsTake() {
    assertThat(WeakResetPairs.bytesPerPair(Imperfections.all(), LearningRule.PUBLISHED))
        .isEqualTo(24);
    assertThat(WeakResetPairs.bytesPerPair(Imperfections.none(), LearningRule.PUBLISHED))
        .isEqualTo(16);
    assertThat(WeakResetPairs.bytesPerPair(Imperfections.all(), LearningRule.REPROGRAM))
        .isEqualTo(37);
  }

  private static WeakResetPairs made(int size, int layer) {
    return new WeakResetPairs(MODEL, Imperfections.all(), LearningRule.PUBLISHED, 1, layer, size);
  }

  private static WeakResetPairs pairs(LearningRule rule) {
    return new WeakResetPairs(MODEL, Imperfections.all(), rule, 5, 0, SIZE);
  }

  private static double sum(float[] weight) {
    return IntStream.range(0, weight.length).mapToDouble(i -> weight[i]).sum();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static void assertRejects(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
