package org.hafnia.simulator.inference.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.draws.Answers;
import org.hafnia.simulator.inference.draws.Engine;
import org.hafnia.simulator.inference.draws.FloatClassifier;
import org.hafnia.simulator.inference.draws.QuantisedLayers;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an evaluation of few draws says of the accuracy over all errors, held against thousands of
 * draws of the float engine with the same law and other random numbers: its interval covers that
 * accuracy about as often as it says.
 */
class BruteForceCoverageTest {

  private static final int IMAGES = 80;
  private static final int CLASSES = 4;
  private static final int BRUTE_FORCE = 3000;
  private static final int EVALUATIONS = 400;
  private static final int DRAWS = 10;

  private static final double STATED = 0.95;

  /**
   * Where few errors cost an image and some cost many, accuracies pile up below 1: at a skewness of
   * -2.6 the interval of Student's law over ten draws covers so often.
   */
  private static final double SKEWED = 0.89;

  /** Of the brute-force run; no evaluation has it. */
  private static final long SEED = 1_000_003;

  static Stream<Arguments> laws() {
    var pairs =
        new ProgrammedPairs(
            new StatePair(
                new LognormalLaw(Math.log(1e4), 0.6),
                new LognormalLaw(Math.log(4e4), 0.9),
                OptionalDouble.empty(),
                List.of()),
            new SenseAmplifier.Ideal(),
            0.01,
            0.02);
    return Stream.of(
        Arguments.of(Precision.BINARY, new ErrorSource.BitErrors(0.03), STATED),
        Arguments.of(Precision.BINARY, new ErrorSource.Devices(pairs), STATED),
        Arguments.of(
            Precision.TERNARY,
            new ErrorSource.TernaryErrors(new WeightErrors.Types(0.01, 0.05, 0.08)),
            SKEWED),
        Arguments.of(Precision.TERNARY, new ErrorSource.BitErrors(0.1), SKEWED));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("laws")
  void theIntervalOverDrawsCoversABruteForceRunAsOftenAsItSays(
      Precision precision, ErrorSource source, double expected) {
    var description = new MlpDescription(List.of(48), precision, precision);
    var network = RandomNetworks.of(description.layers(TensorShape.of(8, 8), CLASSES), 11);
    var data = answered(network);
    double truth = bruteForce(network, data.test(), source);
    int covered = 0;
    double sum = 0;
    for (int seed = 1; seed <= EVALUATIONS; seed++) {
      var plan = EvaluationPlan.of(List.of(new ErrorPoint("law", 1, source)), DRAWS, seed);
      var result =
          Evaluations.run(network, data, plan, 1, new EvaluationListener() {}).orElseThrow();
      assertThat(result.engine()).isNotEqualTo(Engine.FLOAT);
      var point = result.points().getFirst();
      var interval = point.overDraws().orElseThrow();
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
      sum += point.accuracy();
    }

    assertThat(truth).isBetween(0.4, 0.95);
    assertThat(sum / EVALUATIONS).isCloseTo(truth, within(0.006));
    double error = Math.sqrt(expected * (1 - expected) / EVALUATIONS);
    assertThat(covered / (double) EVALUATIONS).isCloseTo(expected, within(3 * error));
  }

  /** Images labelled as the network without errors sees them. */
  private static Dataset answered(TrainedNetwork network) {
    var plain = RandomNetworks.pixels(new int[] {8, 8}, CLASSES, IMAGES, 3).test();
    byte[] labels = new byte[IMAGES];
    byte[] pixels = new byte[IMAGES * plain.features()];
    try (var classifier = new FloatClassifier(network, plain)) {
      for (int label = 0; label < CLASSES; label++) {
        int[] same = new int[IMAGES];
        Arrays.fill(same, label);
        var answers = new Answers(same, CLASSES);
        classifier.run(Optional.empty(), 0, answers, () -> false);
        for (int i = 0; i < IMAGES; i++) {
          labels[i] = answers.right(i) ? (byte) label : labels[i];
        }
      }
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) plain.pixel(i / plain.features(), i % plain.features());
    }
    var samples = Samples.of(new int[] {8, 8}, pixels, labels);
    return Dataset.of("answered", samples, samples, CLASSES, "made by a test");
  }

  /** The accuracy over many draws of the float engine. */
  private static double bruteForce(TrainedNetwork network, Samples images, ErrorSource source) {
    int[] labels = new int[IMAGES];
    Arrays.setAll(labels, images::label);
    var answers = new Answers(labels, CLASSES);
    var errors = QuantisedLayers.of(network, Set.of()).errors(source.model(), 0, SEED);
    long right = 0;
    try (var classifier = new FloatClassifier(network, images)) {
      for (int draw = 0; draw < BRUTE_FORCE; draw++) {
        classifier.run(Optional.of(errors), draw, answers, () -> false);
        for (int i = 0; i < IMAGES; i++) {
          right += answers.right(i) ? 1 : 0;
        }
      }
    }
    return right / ((double) BRUTE_FORCE * IMAGES);
  }
}
