package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogImperfections;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.hafnia.simulator.training.Hardware.TrainingErrors;
import org.hafnia.simulator.training.hardware.HardwareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemesTest {

  private static final double THRESHOLD = LatentSpec.USUAL.ternaryThreshold();
  private static final double RATE = 3e-3;
  private static final int EPOCHS = 6;

  /** Every scheme that has latent or analog weights, with something to imperfect in each. */
  static Stream<TrainingSpec> imperfect() {
    return Stream.of(
        spec(errors(0.04), Precision.BINARY),
        spec(errors(0.04), Precision.TERNARY),
        spec(programmed(0.3, SenseAmplifier.Pcsa.generic(0.6)), Precision.TERNARY),
        spec(analog("ecram-tang-2018", false), Precision.BINARY),
        spec(analog("reram-array-om-2022", false), Precision.TERNARY),
        spec(analog("capacitor-li-2018", true), Precision.REAL));
  }

  private static TrainingSpec spec(Hardware hardware, Precision weights) {
    return Small.spec(hardware, weights, RATE, EPOCHS);
  }

  private static Hardware errors(double rate) {
    var errors = WeightErrors.at(rate);
    var tests = List.of(new HardwareTest("the same", errors, 3));
    return new Hardware.WithErrors(Optional.of(TrainingErrors.of(errors)), tests, LatentSpec.USUAL);
  }

  private static Hardware programmed(double sigma, SenseAmplifier amplifier) {
    var states =
        new StatePair(
            new LognormalLaw(8.5, sigma),
            new LognormalLaw(11.3, 3 * sigma),
            OptionalDouble.of(1e-11),
            List.of());
    var pairs = new ProgrammedPairs(states, amplifier, 0, 0);
    return new Hardware.Programmed(pairs, Optional.empty(), 4, LatentSpec.USUAL);
  }

  private static Hardware analog(String preset, boolean realWeights) {
    var model = (PulseResponseModel) DeviceModels.find(preset).orElseThrow();
    return new Hardware.PulseResponse(AnalogSpec.of(model), realWeights, THRESHOLD);
  }

  @ParameterizedTest
  @MethodSource("imperfect")
  void learnsToTellFourPatternsApart(TrainingSpec spec) {
    var result = Small.result(spec);

    assertThat(result.test().accuracy().value()).isGreaterThan(0.85);
    assertThat(result.epochs().getLast().trainLoss())
        .isLessThan(result.epochs().getFirst().trainLoss());
  }

  @ParameterizedTest
  @MethodSource("imperfect")
  void sameSeedGivesTheSameBitsOnAnyNumberOfThreadsAndAfterACrash(TrainingSpec spec) {
    var none = Optional.<Checkpoint>empty();
    var serial = Small.result(spec, 1, new TrainingListener() {}, none);

    var parallel = Small.result(spec, 3, new TrainingListener() {}, none);
    var checkpoint = Small.read(Small.checkpointAfter(spec, 3));
    var resumed = Small.result(spec, 2, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(parallel.weightsSha256()).isEqualTo(serial.weightsSha256());
    assertThat(resumed.weightsSha256()).isEqualTo(serial.weightsSha256());
    assertThat(parallel.layers()).isEqualTo(serial.layers());
    assertThat(resumed.layers()).isEqualTo(serial.layers());
    assertThat(parallel.hardwareTests()).isEqualTo(serial.hardwareTests());
    assertThat(resumed.hardwareTests()).isEqualTo(serial.hardwareTests());
  }

  @ParameterizedTest
  @MethodSource("imperfect")
  void givesTheSameBitsWhereEveryArrayCrossesToTheDeviceByACopy(TrainingSpec spec) {
    var here = Small.result(spec);
    var there = Small.result(spec.on(ComputeDevice.copyingCpu()));

    assertThat(there.weightsSha256()).isEqualTo(here.weightsSha256());
    assertThat(there.test()).isEqualTo(here.test());
    assertThat(there.hardwareTests()).isEqualTo(here.hardwareTests());
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BINARY", "TERNARY"})
  void withoutImperfectionsEverySchemeIsTheIdealOne(Precision weights) {
    var ideal = Small.result(spec(new Hardware.Ideal(), weights));
    var zero = WeightErrors.at(0);
    var noErrors =
        new Hardware.WithErrors(
            Optional.of(TrainingErrors.of(zero)),
            List.of(new HardwareTest("none", zero, 2)),
            LatentSpec.USUAL);
    var model = (PulseResponseModel) DeviceModels.find("reram-es-gong-2018").orElseThrow();
    var linear =
        new Hardware.PulseResponse(
            AnalogSpec.of(model).with(AnalogImperfections.none()), false, THRESHOLD);
    var exact = SenseAmplifier.Pcsa.generic(0.6);
    var written = programmed(1e-7, weights == Precision.TERNARY ? sharp(exact) : ideal());

    assertThat(Stream.of(noErrors, linear, written))
        .allSatisfy(
            hardware -> {
              var result = Small.result(spec(hardware, weights));
              assertThat(result.weightsSha256()).isEqualTo(ideal.weightsSha256());
              assertThat(result.test()).isEqualTo(ideal.test());
              assertThat(result.hardwareTests())
                  .allSatisfy(
                      test -> {
                        assertThat(test.wrong()).isZero();
                        assertThat(test.correct()).containsOnly(ideal.test().accuracy().correct());
                      });
            });
  }

  private static SenseAmplifier ideal() {
    return new SenseAmplifier.Ideal();
  }

  private static SenseAmplifier sharp(SenseAmplifier.Pcsa pcsa) {
    return new SenseAmplifier.Pcsa(
        pcsa.design().withOffset(0),
        pcsa.supplyVolt(),
        pcsa.temperatureKelvin(),
        pcsa.corner(),
        pcsa.senseSecond());
  }

  @Test
  void errorsAtTestAloneLeaveTheTrainingAlone() {
    var ideal = Small.result(spec(new Hardware.Ideal(), Precision.BINARY));
    var tests =
        Stream.of(0.0, 0.01, 0.5)
            .map(rate -> new HardwareTest("rate " + rate, WeightErrors.at(rate), 20))
            .toList();
    var hardware = new Hardware.WithErrors(Optional.empty(), tests, LatentSpec.USUAL);

    var result = Small.result(spec(hardware, Precision.BINARY));

    assertThat(result.weightsSha256()).isEqualTo(ideal.weightsSha256());
    var found = result.hardwareTests();
    assertThat(found).extracting(test -> test.correct().size()).containsOnly(20);
    assertThat(found.get(0).mean()).isEqualTo(ideal.test().accuracy().value());
    assertThat(found.get(0).deviation()).hasValue(0.0);
    assertThat(found.get(2).mean()).isBetween(0.1, 0.45);
    assertThat(found.get(1).errorRate().orElseThrow()).isCloseTo(0.01, within(0.001));
    var interval = found.get(2).overDraws().orElseThrow();
    assertThat(found.get(2).mean()).isBetween(interval.low(), interval.high());
  }

  @Test
  void wrongWeightsAreAsManyAsTheClosedFormSays() {
    var result = Small.result(spec(programmed(0.5, ideal()), Precision.BINARY));

    var test = result.hardwareTests().getFirst();
    double expected = test.expectedErrorRate();
    double z = (test.wrong() - test.weights() * expected) / Math.sqrt(test.weights() * expected);
    assertThat(expected).isBetween(1e-3, 0.1);
    assertThat(z).isBetween(-4.0, 4.0);
  }

  @Test
  void booksWhatOneWriteTakes() {
    var result = Small.result(spec(programmed(0.3, ideal()), Precision.BINARY));

    assertThat(result.layers())
        .allSatisfy(
            layer -> {
              assertThat(layer.use().devices()).isEqualTo(2 * layer.weights());
              assertThat(layer.use().sets()).isEqualTo(layer.weights());
              assertThat(layer.use().resets()).isEqualTo(layer.weights());
              assertThat(layer.use().energyJoule()).hasValue(layer.weights() * 2 * 1e-11);
            });
  }

  @Test
  void booksThePulsesOfAnalogPairs() {
    var result = Small.result(spec(analog("capacitor-li-2018", false), Precision.BINARY));

    assertThat(result.layers())
        .allSatisfy(
            layer -> {
              var use = layer.use();
              assertThat(use.devices()).isEqualTo(2 * layer.weights());
              assertThat(use.pulses()).isPositive();
              assertThat(use.energyJoule()).isEmpty();
              assertThat(use.pulsesPerDevice().mean())
                  .isEqualTo((double) use.pulses() / use.devices());
              assertThat(use.pulsesPerDevice().counts().stream().mapToLong(n -> n).sum())
                  .isEqualTo(use.devices());
            });
  }

  @Test
  void refusesTernaryWeightsThatTheAmplifierCannotRead() {
    var spec = spec(programmed(0.3, ideal()), Precision.TERNARY);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Small.result(spec))
        .withMessageContaining("never reads 0");
  }

  @Test
  void refusesAThresholdThatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hardware.Ideal(LatentSpec.withThreshold(-0.1)))
        .withMessage("ternaryThreshold = -0.1 is outside [0, 1)");
  }
}
