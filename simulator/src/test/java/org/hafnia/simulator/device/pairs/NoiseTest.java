package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.noise.PinkNoise;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();
  private static final int PAIRS = 150_000;

  @Test
  void coefficientsFollowKasdinsRecursion() {
    double sum = 0;
    double squares = 0;
    double b = 1;
    for (int k = 0; k < 15; k++) {
      b *= k == 0 ? 1 : (k - 0.5) / k;
      assertThat(PinkNoise.coefficient(k) * 0x1p-28).isEqualTo(b);
      sum += b;
      squares += b * b;
    }

    assertThat(sum).isCloseTo(4.33393, within(5e-6));
    assertThat(squares).isCloseTo(1.92301, within(5e-6));
  }

  @Test
  void pinkNoiseAtFullMemoryIsTheGoldenOne() {
    WeakResetPairs pairs = pairs(new Imperfections(false, false, true, false));
    DeviceColumn column = pairs.bitLine();
    pulse(pairs, 1, 14);
    pulse(pairs, 2, 6);

    Sample pink =
        new Sample(
            IntStream.range(0, PAIRS).mapToDouble(i -> column.level[i] - column.mean(i)).toArray());

    // b and the uniform law are exact: mean 0.025 sum b/2, deviation 0.025 sqrt(sum b^2/12).
    pink.hasMean(0.0542, 5e-5);
    pink.hasDeviation(0.0100, 5e-5);
  }

  @Test
  void pinkNoiseRemembersAsManySamplesAsPulses() {
    WeakResetPairs pairs = pairs(new Imperfections(false, false, true, false));
    DeviceColumn column = pairs.bitLine();
    pulse(pairs, 1, 1);

    Sample pink =
        new Sample(
            IntStream.range(0, PAIRS)
                .mapToDouble(i -> (column.level[i] - column.mean(i)) / MODEL.pinkCoupling())
                .toArray());

    pink.hasMean(0.5, 1e-4);
    pink.hasDeviation(Math.sqrt(1 / 12.0), 1e-4);
    pink.hasQuantile(0.01, 0.01, 1e-4);
  }

  @Test
  void consecutivePinkValuesShareTheirSamples() {
    WeakResetPairs pairs = pairs(new Imperfections(false, false, true, false));
    DeviceColumn column = pairs.bitLine();
    pulse(pairs, 1, 14);
    pulse(pairs, 2, 3);
    double[] before =
        IntStream.range(0, PAIRS).mapToDouble(i -> column.level[i] - column.mean(i)).toArray();
    pulse(pairs, 3, 1);

    // Correlation at lag 1: sum b[k] b[k+1] / sum b[k]^2, standard error about 1/sqrt(PAIRS).
    double products = 0;
    double squares = 0;
    for (int k = 0; k < 15; k++) {
      double b = PinkNoise.coefficient(k) * 0x1p-28;
      products += k == 14 ? 0 : b * PinkNoise.coefficient(k + 1) * 0x1p-28;
      squares += b * b;
    }
    double mean = 0.025 * 4.33393 / 2;
    double covariance = 0;
    for (int i = 0; i < PAIRS; i++) {
      covariance += (before[i] - mean) * (column.level[i] - column.mean(i) - mean) / PAIRS;
    }
    double variance = 0.025 * 0.025 * squares / 12;
    assertThat(covariance / variance)
        .isCloseTo(products / squares, within(Sample.Z / Math.sqrt(PAIRS) * 1.1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 14})
  void telegraphStatesMoveByThePowerOfTheMatrix(int pulses) {
    WeakResetPairs pairs = pairs(new Imperfections(true, true, false, true));
    pulse(pairs, 1, pulses);
    double first = highFraction(pairs);
    pulse(pairs, 2, pulses);

    double up = MODEL.telegraph().upAfter(pulses);
    assertThat(first).isCloseTo(up, within(Sample.Z * Math.sqrt(up / PAIRS)));
    double twice = MODEL.telegraph().upAfter(2 * pulses);
    assertThat(highFraction(pairs)).isCloseTo(twice, within(Sample.Z * Math.sqrt(twice / PAIRS)));
  }

  @Test
  void telegraphStatesBecomeStationary() {
    WeakResetPairs pairs = pairs(new Imperfections(true, true, false, true));
    for (int step = 1; step <= 300; step++) {
      pulse(pairs, step, 14);
    }

    double stationary = 0.0008 / 0.0028;
    double error = Math.sqrt(stationary * (1 - stationary) / PAIRS);
    assertThat(highFraction(pairs)).isCloseTo(stationary, within(Sample.Z * error));
  }

  /** With ln R of both equal, only devices that are high can tell: U1 U2 amp is above 0. */
  @Test
  void readNoiseIsDrawnAnewAtEveryStep() {
    WeakResetPairs pairs = pairs(new Imperfections(false, true, false, false));
    Arrays.fill(pairs.complementaryBitLine().level, pairs.bitLine().level[0] + 0.0625f);
    for (int i = 0; i < PAIRS; i++) {
      pairs.bitLine().amplitude[i] = 0.25f;
    }
    float[] first = new float[PAIRS];
    float[] again = new float[PAIRS];
    float[] other = new float[PAIRS];
    pairs.read(1, 0, PAIRS, first);
    pairs.read(1, 0, PAIRS, again);
    pairs.read(2, 0, PAIRS, other);

    // P(U1 U2 >= 1/4) = 1 - (1 - ln(1/4))/4.
    double above = 1 - (1 - Math.log(0.25)) / 4;
    double error = Math.sqrt(above * (1 - above) / PAIRS);
    assertThat(again).isEqualTo(first);
    assertThat(positive(first)).isCloseTo(above, within(Sample.Z * error));
    double both =
        IntStream.range(0, PAIRS).filter(i -> first[i] > 0 && other[i] > 0).count()
            / (double) PAIRS;
    assertThat(both).isCloseTo(above * above, within(Sample.Z * error));
  }

  @Test
  void unpulsedDevicesKeepTheirState() {
    WeakResetPairs pairs = pairs(Imperfections.all());
    byte[] before = PairBits.state(pairs);

    pairs.apply(1, 0, PAIRS, new float[PAIRS], new float[PAIRS]);

    assertThat(PairBits.state(pairs)).isEqualTo(before);
  }

  private static WeakResetPairs pairs(Imperfections on) {
    return new WeakResetPairs(MODEL, on, LearningRule.PUBLISHED, 3, 0, PAIRS);
  }

  private static void pulse(WeakResetPairs pairs, int step, int pulses) {
    float[] update = new float[PAIRS];
    Arrays.fill(update, pulses);
    pairs.apply(step, 0, PAIRS, update, new float[PAIRS]);
  }

  private static double highFraction(WeakResetPairs pairs) {
    float[] amplitude = pairs.bitLine().amplitude;
    return IntStream.range(0, PAIRS).filter(i -> amplitude[i] > 0).count() / (double) PAIRS;
  }

  private static double positive(float[] weight) {
    return IntStream.range(0, PAIRS).filter(i -> weight[i] > 0).count() / (double) PAIRS;
  }
}
