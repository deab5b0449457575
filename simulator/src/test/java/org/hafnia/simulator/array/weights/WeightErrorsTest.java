package org.hafnia.simulator.array.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightErrorsTest {

  private static final int SIZE = 100_100;
  private static final int PASSES = 10;
  private static final RandomStream STREAM = RandomStream.of(3, "test", 0);
  private static final long KEY = RandomStream.of(3, "errors", 0).key();

  @ParameterizedTest(name = "p = {0}, p0 = {1}")
  @CsvSource({
    "0.001, 0",
    "0.001, 0.3",
    "0.001, 0.7",
    "0.04, 0",
    "0.04, 0.3",
    "0.04, 0.7",
    "0.2, 0",
    "0.2, 0.3",
    "0.2, 0.7",
    "0.5, 0",
    "0.5, 0.7"
  })
  void ternaryErrorRateIsTheAskedOneForAnyShareOfZeros(double rate, double zeroShare) {
    float[] meant = ternary(zeroShare);

    double found = found(meant, WeightErrors.at(rate).channel(true));

    assertThat(z(found, rate)).isBetween(-4.0, 4.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-5, 1e-3, 0.04, 0.1, 0.3, 1})
  void binarySignsFlipAtTheAskedRate(double rate) {
    float[] meant = ternary(0);
    var channel = WeightErrors.at(Math.min(0.5, rate)).channel(false);
    var flips = new WeightErrors(rate, new WeightErrors.Added(0)).channel(false);

    assertThat(z(found(meant, flips), rate)).isBetween(-4.0, 4.0);
    float[] read = meant.clone();
    channel.pass(KEY, 1, 0, SIZE, read);
    int wrong = 0;
    for (float weight : read) {
      wrong += Math.abs(weight) == 1 ? 0 : 1;
    }
    assertThat(wrong).isZero();
  }

  @Test
  void typesComeAtTheirOwnRates() {
    float[] meant = ternary(0.4);
    var types = new WeightErrors.Types(0.002, 0.03, 0.1);
    var channel = new WeightErrors(0, types).channel(true);
    long[] hits = new long[3];
    long[] trials = new long[2];

    for (int pass = 0; pass < PASSES; pass++) {
      float[] read = meant.clone();
      channel.pass(KEY, pass, 0, SIZE, read);
      for (int i = 0; i < SIZE; i++) {
        trials[meant[i] == 0 ? 1 : 0]++;
        hits[0] += meant[i] != 0 && read[i] == -meant[i] ? 1 : 0;
        hits[1] += meant[i] != 0 && read[i] == 0 ? 1 : 0;
        hits[2] += meant[i] == 0 && read[i] != 0 ? 1 : 0;
      }
    }

    assertThat(z(hits[0], trials[0], 0.002)).isBetween(-4.0, 4.0);
    assertThat(z(hits[1], trials[0], 0.03)).isBetween(-4.0, 4.0);
    assertThat(z(hits[2], trials[1], 0.1)).isBetween(-4.0, 4.0);
    double share = (double) trials[1] / (trials[0] + trials[1]);
    assertThat(new WeightErrors(0, types).errorRate(true, share))
        .isEqualTo(share * 0.1 + (1 - share) * 0.032);
  }

  @Test
  void zerosAreDisturbedBothWaysAlike() {
    float[] meant = new float[SIZE];
    float[] read = meant.clone();
    WeightErrors.at(0.1).channel(true).pass(KEY, 1, 0, SIZE, read);

    long plus = 0;
    long minus = 0;
    for (float weight : read) {
      plus += weight > 0 ? 1 : 0;
      minus += weight < 0 ? 1 : 0;
    }

    assertThat(z(plus, plus + minus, 0.5)).isBetween(-4.0, 4.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.4})
  void cutsOfTheRangeDoNotMatterAndNumbersDo(double rate) {
    float[] meant = ternary(0.3);
    var channel = WeightErrors.at(rate).channel(true);
    float[] whole = meant.clone();
    float[] parts = meant.clone();
    float[] other = meant.clone();

    channel.pass(KEY, 7, 0, SIZE, whole);
    channel.pass(KEY, 7, 2048, SIZE - 2048, parts);
    channel.pass(KEY, 7, 0, 2048, parts);
    channel.pass(KEY, 8, 0, SIZE, other);

    assertThat(Arrays.equals(parts, whole)).isTrue();
    assertThat(Arrays.equals(other, whole)).isFalse();
  }

  @Test
  void rateZeroChangesNothing() {
    float[] meant = ternary(0.3);
    float[] read = meant.clone();
    WeightErrors.at(0).channel(true).pass(KEY, 1, 0, SIZE, read);
    WeightErrors.at(0).channel(false).pass(KEY, 1, 0, SIZE, read);

    assertThat(Arrays.equals(read, meant)).isTrue();
    assertThat(WeightErrors.at(0).none()).isTrue();
    assertThat(WeightErrors.at(1e-9).none()).isFalse();
  }

  @Test
  void refusesRatesThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightErrors.at(0.6))
        .withMessage("rate = 0.6 is outside [0.0, 0.5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightErrors.Types(0.7, 0.4, 0))
        .withMessageContaining("signReversal + nonzeroAsZero = 1.1");
    assertThatIllegalArgumentException().isThrownBy(() -> WeightErrors.at(Double.NaN));
  }

  private static float[] ternary(double zeroShare) {
    float[] weights = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double u = STREAM.uniform(i, 0);
      weights[i] = u < zeroShare ? 0 : u < zeroShare + (1 - zeroShare) / 2 ? 1 : -1;
    }
    return weights;
  }

  /** Share of wrong weights over some passes. */
  private static double found(float[] meant, WeightChannel channel) {
    long wrong = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      float[] read = meant.clone();
      channel.pass(KEY, pass, 0, SIZE, read);
      for (int i = 0; i < SIZE; i++) {
        wrong += read[i] == meant[i] ? 0 : 1;
      }
    }
    return (double) wrong / ((long) PASSES * SIZE);
  }

  private static double z(double found, double expected) {
    double variance = expected * (1 - expected) / ((long) PASSES * SIZE);
    return variance == 0 ? found - expected : (found - expected) / Math.sqrt(variance);
  }

  private static double z(long hits, long trials, double expected) {
    return ((double) hits / trials - expected) / Math.sqrt(expected * (1 - expected) / trials);
  }
}
