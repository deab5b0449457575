package org.hafnia.simulator.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogImperfections;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.analog.AnalogSpec.Rounding;
import org.hafnia.simulator.device.pulse.PulseNoise;
import org.hafnia.simulator.device.pulse.StepLaw;
import org.hafnia.simulator.device.pulse.StepSizes;
import org.hafnia.simulator.device.pulse.WeightBounds;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalogPlaneTest {

  private static final int SIZE = 500;
  private static final int STEPS = 200;
  private static final double RATE = 1e-3;
  private static final double DECAY = 1e-4;
  private static final double FINE = 4e-6;

  /** A linear device without noise whose steps are much smaller than the updates. */
  private static AnalogSpec fine() {
    var model =
        new PulseResponseModel(
            "fine",
            "A linear device",
            "made by a test",
            new StepLaw.Constant(),
            new StepSizes(FINE, 0, 0, 0, false),
            new WeightBounds(4, -4, 0, 0),
            new PulseNoise(0, false, 0),
            false,
            Optional.empty(),
            List.of(),
            List.of());
    return new AnalogSpec(model, AnalogImperfections.all(), Rounding.NEAREST, 100_000, false);
  }

  static Stream<Rule> rules() {
    return Stream.of(Rule.sgd(0), Rule.sgd(0.9), Rule.ADAM);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void fineLinearDevicesFollowRealWeightsWithinRounding(Rule rule) {
    int inputs = 16;
    var real = RealPlane.random(SIZE, inputs, rule, RandomStream.of(1, "ideal/initial", 0));
    var analog = AnalogPlane.real(fine(), new AnalogPlane.Layer(1, 0, SIZE, rule), inputs);

    double apart = apart(real, analog, rule);

    // Each step is rounded to a pulse of scale * 4e-6, half of it lost.
    assertThat(apart).isBetween(1e-9, STEPS * 5e-7);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void fineLinearDevicesFollowLatentWeights(Rule rule) {
    var stream = RandomStream.of(1, "ideal/initial", 0);
    var latent = new LatentPlane(SIZE, Precision.TERNARY, rule, stream);
    var analog =
        AnalogPlane.quantised(
            fine(), new AnalogPlane.Layer(1, 0, SIZE, rule), Precision.TERNARY, 0.05);

    double apart = apart(latent, analog, rule);

    // Only a latent weight within rounding of the threshold may differ.
    assertThat(apart).isLessThan(2e-3);
  }

  /** Mean difference of two planes that are given the same gradients. */
  private static double apart(WeightPlane one, WeightPlane other, Rule rule) {
    var random = new SplittableRandom(1);
    float[] first = new float[SIZE];
    float[] second = new float[SIZE];
    double sum = 0;
    for (int step = 1; step <= STEPS; step++) {
      float[] gradient = new float[SIZE];
      for (int i = 0; i < SIZE; i++) {
        gradient[i] = (float) random.nextGaussian();
      }
      one.update(rule.step(step, RATE, DECAY), 0, SIZE, gradient.clone(), first);
      other.update(rule.step(step, RATE, DECAY), 0, SIZE, gradient, second);
      for (int i = 0; i < SIZE; i++) {
        sum += Math.abs(first[i] - second[i]);
      }
    }
    return sum / (STEPS * SIZE);
  }
}
