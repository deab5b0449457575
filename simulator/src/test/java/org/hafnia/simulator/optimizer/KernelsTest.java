package org.hafnia.simulator.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {

  private static final int SIZE = 5 * Kernels.BLOCK + 17;
  private static final RandomStream STREAM = RandomStream.of(1, "test", 0);

  static Stream<Supplier<WeightPlane>> planes() {
    return Stream.of(
        () -> new LatentPlane(SIZE, Precision.BINARY, Rule.ADAM, STREAM),
        () -> new LatentPlane(SIZE, Precision.TERNARY, Rule.sgd(0.9), STREAM),
        () -> RealPlane.random(SIZE, 784, Rule.sgd(0), STREAM),
        () -> devices(LearningRule.PUBLISHED),
        () -> devices(LearningRule.REPROGRAM),
        () -> errors(Precision.BINARY, ErrorGradient.THROUGH_ERRORS),
        () -> errors(Precision.TERNARY, ErrorGradient.STRAIGHT_THROUGH),
        () -> AnalogPlane.quantised(analog(), LAYER, Precision.BINARY, 0.05),
        () -> AnalogPlane.quantised(analog(), LAYER, Precision.TERNARY, 0.05),
        () -> AnalogPlane.real(analog(), LAYER, 784));
  }

  private static final AnalogPlane.Layer LAYER = new AnalogPlane.Layer(1, 0, SIZE, Rule.ADAM);

  private static AnalogSpec analog() {
    return AnalogSpec.of(
        (PulseResponseModel) DeviceModels.find("reram-sb-gong-2018").orElseThrow());
  }

  private static ErrorPlane errors(Precision precision, ErrorGradient through) {
    var channel = WeightErrors.at(0.05).channel(precision == Precision.TERNARY);
    return new ErrorPlane(
        new LatentPlane(SIZE, precision, Rule.ADAM, STREAM), channel, through, 17);
  }

  private static DevicePlane devices(LearningRule rule) {
    var model = Hfo2WeakReset2021.model();
    return new DevicePlane(
        new WeakResetPairs(model, Imperfections.all(), rule, 1, 0, SIZE), Rule.ADAM);
  }

  @ParameterizedTest
  @MethodSource("planes")
  void anyNumberOfThreadsGivesTheSameBits(Supplier<WeightPlane> plane) {
    assertThat(weights(plane.get(), 4)).containsExactly(weights(plane.get(), 1));
  }

  @ParameterizedTest
  @MethodSource("planes")
  void weightsMoveAgainstTheirGradient(Supplier<WeightPlane> plane) {
    float[] gradient = new float[SIZE];
    java.util.Arrays.fill(gradient, 1);
    var weights = FloatBuffer.allocate(SIZE);
    var target = plane.get();
    try (var kernels = new Kernels(2, SIZE)) {
      kernels.read(target, 0, weights);
      double before = sum(weights);
      for (int step = 1; step <= 20; step++) {
        kernels.update(
            target,
            Rule.ADAM.step(step, 8, 0.01),
            new Gradients(FloatBuffer.wrap(gradient), 1),
            weights);
      }

      assertThat(sum(weights)).isLessThan(before);
    }
  }

  @Test
  void aBlockThatFailsIsReported() {
    try (var kernels = new Kernels(2, SIZE)) {
      var tooSmall = FloatBuffer.allocate(SIZE - 1);
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  kernels.read(
                      new LatentPlane(SIZE, Precision.BINARY, Rule.ADAM, STREAM), 0, tooSmall))
          .withMessageStartingWith("a block failed");
    }
  }

  private static float[] weights(WeightPlane plane, int threads) {
    var weights = FloatBuffer.allocate(SIZE);
    var random = new SplittableRandom(2);
    try (var kernels = new Kernels(threads, SIZE)) {
      for (int step = 1; step <= 5; step++) {
        float[] gradient = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
          gradient[i] = (float) random.nextGaussian();
        }
        kernels.update(
            plane,
            Rule.ADAM.step(step, 8, 0.01),
            new Gradients(FloatBuffer.wrap(gradient), 1),
            weights);
      }
    }
    return weights.array();
  }

  private static double sum(FloatBuffer weights) {
    double sum = 0;
    for (int i = 0; i < weights.limit(); i++) {
      sum += weights.get(i);
    }
    return sum;
  }
}
