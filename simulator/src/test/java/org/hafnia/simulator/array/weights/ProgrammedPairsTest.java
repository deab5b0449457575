package org.hafnia.simulator.array.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProgrammedPairsTest {

  private static final int SIZE = 200_000;
  private static final RandomStream STREAM = RandomStream.of(5, "test", 0);
  private static final long KEY = RandomStream.of(5, "pairs", 0).key();
  private static final SenseAmplifier IDEAL = new SenseAmplifier.Ideal();

  static Stream<Arguments> arrays() {
    var lognormal = lognormal(0.2, 0.9);
    var tails = measured();
    var nominal = SenseAmplifier.Pcsa.generic(1.2);
    return Stream.of(
        Arguments.of("lognormal", new ProgrammedPairs(lognormal, IDEAL, 0, 0)),
        Arguments.of("stuck", new ProgrammedPairs(lognormal, IDEAL, 0.003, 0.02)),
        Arguments.of("tails and bad cells", new ProgrammedPairs(tails, IDEAL, 0, 0)),
        Arguments.of("amplifier", new ProgrammedPairs(tails, nominal, 0.001, 0.001)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arrays")
  void binaryErrorsAreAsFrequentAsTheClosedFormSays(String name, ProgrammedPairs pairs) {
    double z = z(pairs, false, 0);

    assertThat(z).as(name).isBetween(-4.0, 4.0);
  }

  @Test
  void ternaryErrorsAreAsFrequentAsIntegrationSays() {
    var near = SenseAmplifier.Pcsa.generic(0.6);
    var pairs = new ProgrammedPairs(lognormal(0.2, 0.9), near, 0.001, 0.002);

    assertThat(z(pairs, true, 0.3)).isBetween(-4.0, 4.0);
  }

  @Test
  void statesThatDoNotOverlapAreReadAsMeant() {
    var pairs = new ProgrammedPairs(lognormal(1e-6, 1e-6), IDEAL, 0, 0);
    float[] meant = weights(0);
    float[] read = meant.clone();

    pairs.channel(false).pass(KEY, 0, 0, SIZE, read);

    assertThat(Arrays.equals(read, meant)).isTrue();
    assertThat(pairs.errorRate(false, 0)).isZero();
  }

  @Test
  void cutsOfTheRangeDoNotMatter() {
    var channel = new ProgrammedPairs(measured(), IDEAL, 0.01, 0.01).channel(false);
    float[] whole = weights(0);
    float[] parts = whole.clone();

    channel.pass(KEY, 3, 0, SIZE, whole);
    channel.pass(KEY, 3, 4096, SIZE - 4096, parts);
    channel.pass(KEY, 3, 0, 4096, parts);

    assertThat(Arrays.equals(parts, whole)).isTrue();
  }

  @Test
  void asErrorsItHasTheSameRates() {
    var pairs = new ProgrammedPairs(lognormal(0.2, 0.9), SenseAmplifier.Pcsa.generic(0.6), 0, 0);

    var errors = pairs.asErrors();

    assertThat(errors.errorRate(false, 0)).isEqualTo(pairs.errorRate(false, 0));
    assertThat(errors.errorRate(true, 0.4)).isEqualTo(pairs.errorRate(true, 0.4));
  }

  @Test
  void oneWriteIsOnePulsePerDevice() {
    var states =
        new StatePair(
            new LognormalLaw(8, 0.2),
            new LognormalLaw(11, 1),
            OptionalDouble.of(1e-10),
            java.util.List.of());
    var use = new ProgrammedPairs(states, IDEAL, 0, 0).use(100, 30);

    assertThat(use.devices()).isEqualTo(200);
    assertThat(use.pulses()).isEqualTo(200);
    assertThat(use.sets()).isEqualTo(70);
    assertThat(use.resets()).isEqualTo(130);
    assertThat(use.energyJoule()).hasValue(200 * 1e-10);
    assertThat(use.pulsesPerDevice().max()).isEqualTo(1);
  }

  @Test
  void refusesTernaryWeightsForAnAmplifierThatNeverReadsZero() {
    var pairs = new ProgrammedPairs(lognormal(0.2, 0.9), IDEAL, 0, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> pairs.channel(true))
        .withMessageContaining("never reads 0");
  }

  private static double z(ProgrammedPairs pairs, boolean ternary, double zeroShare) {
    float[] meant = weights(zeroShare);
    float[] read = meant.clone();
    pairs.channel(ternary).pass(KEY, 1, 0, SIZE, read);
    int wrong = 0;
    int zeros = 0;
    for (int i = 0; i < SIZE; i++) {
      wrong += read[i] == meant[i] ? 0 : 1;
      zeros += meant[i] == 0 ? 1 : 0;
    }
    double expected = pairs.errorRate(ternary, (double) zeros / SIZE);
    assertThat(wrong).isGreaterThan(50);
    return (wrong - SIZE * expected) / Math.sqrt(SIZE * expected * (1 - expected));
  }

  private static float[] weights(double zeroShare) {
    float[] weights = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double u = STREAM.uniform(i, 0);
      weights[i] = u < zeroShare ? 0 : u < zeroShare + (1 - zeroShare) / 2 ? 1 : -1;
    }
    return weights;
  }

  private static StatePair lognormal(double low, double high) {
    return new StatePair(new LognormalLaw(8.5, low), new LognormalLaw(11.3, high));
  }

  private static StatePair measured() {
    return DeviceModels.presets().stream()
        .filter(StatesModel.class::isInstance)
        .map(StatesModel.class::cast)
        .filter(model -> model.bad().isPresent())
        .findFirst()
        .orElseThrow()
        .allStates();
  }
}
