package org.hafnia.simulator.inference.draws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.RandomArchitectures;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.packed.FixedInput;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same errors in the packed and in the float network. */
class ErrorsImageByImageTest {

  private static final int CLASSES = 4;

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-2, 0.3})
  void packedAndFloatNetworksAnswerEveryImageAlikeUnderTheSameErrors(double rate) {
    for (int seed = 0; seed < 6; seed++) {
      var shape = TensorShape.of(3, 9, 8);
      var network =
          RandomNetworks.of(RandomArchitectures.convolutional(shape, CLASSES, seed), seed);
      var images = blackAndWhite(shape, seed);
      var layers = QuantisedLayers.of(network, Set.of());
      var errors = layers.errors(WeightErrors.at(rate), seed % 3 == 0 ? rate / 2 : 0, 5);

      var packed = new Answers(labels(images), CLASSES);
      var floats = new Answers(labels(images), CLASSES);
      try (var packedClassifier = packed(network, images, WordKernel.best());
          var floatClassifier = new FloatClassifier(network, images)) {
        for (int draw = 0; draw < 3; draw++) {
          packedClassifier.run(Optional.of(errors), draw, packed, () -> false);
          floatClassifier.run(Optional.of(errors), draw, floats, () -> false);
          assertSame(packed, floats);
        }
        packedClassifier.run(Optional.empty(), 0, packed, () -> false);
        floatClassifier.run(Optional.empty(), 0, floats, () -> false);
        assertSame(packed, floats);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {3e-3, 0.03, 0.3})
  void whatIsKnownOfAFirstConvolutionChangesNoAnswer(double rate) {
    for (int seed = 0; seed < 8; seed++) {
      var shape = seed % 2 == 0 ? TensorShape.of(4, 9, 8) : TensorShape.of(2, 150);
      var network =
          RandomNetworks.of(RandomArchitectures.convolutional(shape, CLASSES, seed), seed);
      int[] extents = shape.extents().stream().mapToInt(Integer::intValue).toArray();
      var images = RandomNetworks.pixels(extents, CLASSES, 40, seed).test();
      var errors = QuantisedLayers.of(network, Set.of()).errors(WeightErrors.at(rate), 0, 5 + seed);
      var known = new Answers(labels(images), CLASSES);
      var anew = new Answers(labels(images), CLASSES);
      var packed = PackedNetwork.from(network);
      assertThat(FixedInput.of(packed, images)).isPresent();

      for (var kernel : List.of(WordKernel.best(), WordKernel.scalar())) {
        try (var knowing = packed(network, images, kernel);
            var forgetful = new PackedClassifier(packed, images, kernel, Optional.empty())) {
          for (int draw = 0; draw < 3; draw++) {
            knowing.run(Optional.of(errors), draw, known, () -> false);
            forgetful.run(Optional.of(errors), draw, anew, () -> false);
            assertSame(known, anew);
          }
          knowing.run(Optional.empty(), 0, known, () -> false);
          forgetful.run(Optional.empty(), 0, anew, () -> false);
          assertSame(known, anew);
        }
      }
    }
  }

  @Test
  void typesOfErrorsOfTernaryWeightsAreTheSame() {
    var network = mlp(Precision.TERNARY);
    var images = blackAndWhite(TensorShape.of(8, 8), 1);
    var types = new WeightErrors.Types(0.01, 0.02, 0.05);
    var errors = QuantisedLayers.of(network, Set.of()).errors(new WeightErrors(0.01, types), 0, 5);
    var packed = new Answers(labels(images), CLASSES);
    var floats = new Answers(labels(images), CLASSES);

    try (var packedClassifier = packed(network, images, WordKernel.scalar());
        var floatClassifier = new FloatClassifier(network, images)) {
      packedClassifier.run(Optional.of(errors), 7, packed, () -> false);
      floatClassifier.run(Optional.of(errors), 7, floats, () -> false);
    }

    assertSame(packed, floats);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-2, 0.3})
  void weightsAreTurnedAsOftenAsTheRateSays(double rate) {
    var network = mlp(Precision.BINARY);
    var images = blackAndWhite(TensorShape.of(8, 8), 1).first(1);
    var errors = QuantisedLayers.of(network, Set.of()).errors(WeightErrors.at(rate), 0, 11);
    var answers = new Answers(labels(images), CLASSES);
    double weights = 0;
    double wrong = 0;
    try (var classifier = packed(network, images, WordKernel.best())) {
      for (int draw = 0; draw < 400; draw++) {
        classifier.run(Optional.of(errors), draw, answers, () -> false);
        weights += answers.weights();
        wrong += answers.wrong();
      }
    }

    double z = (wrong - rate * weights) / Math.sqrt(rate * (1 - rate) * weights);

    assertThat(z).isBetween(-3.3, 3.3);
  }

  private static PackedClassifier packed(
      TrainedNetwork network, Samples images, WordKernel kernel) {
    var packed = PackedNetwork.from(network);
    return new PackedClassifier(packed, images, kernel, FixedInput.of(packed, images));
  }

  private static TrainedNetwork mlp(Precision precision) {
    var shape = TensorShape.of(8, 8);
    var description = new MlpDescription(List.of(150, 70), precision, precision);
    return RandomNetworks.of(description.layers(shape, CLASSES), 3);
  }

  private static Samples blackAndWhite(TensorShape shape, long seed) {
    return RandomNetworks.blackAndWhite(shape, 90, seed);
  }

  private static int[] labels(Samples images) {
    return IntStream.range(0, images.count()).map(i -> i % CLASSES).toArray();
  }

  private static void assertSame(Answers one, Answers other) {
    for (int i = 0; i < one.images(); i++) {
      assertThat(one.margin(i)).as("margin of image %d", i).isEqualTo(other.margin(i));
      assertThat(one.right(i)).isEqualTo(other.right(i));
    }
    assertThat(one.wrong()).isEqualTo(other.wrong());
  }
}
