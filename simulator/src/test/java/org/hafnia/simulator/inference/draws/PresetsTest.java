package org.hafnia.simulator.inference.draws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.presets.Presets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every preset, with weights drawn at random, on grey pixels. */
class PresetsTest {

  private static final int CLASSES = 5;
  private static final int IMAGES = 40;

  @ParameterizedTest
  @CsvSource({
    "mlp, binary, binary, 20 x 20",
    "mlp, ternary, ternary, 20 x 20",
    "vgg-binarynet, binary, binary, 3 x 32 x 32",
    "vgg-ternary, ternary, binary, 3 x 32 x 32",
    "vgg-ternary, binary, ternary, 3 x 32 x 32",
    "ecg-cnn, binary, binary, 12 x 300",
    "eeg-cnn, binary, binary, 16 x 160",
    "mobilenet-v1, binary, binary, 3 x 64 x 64"
  })
  void packedAndFloatNetworksDecideAlike(
      String name, String weights, String activations, String extents) {
    var network = network(name, weights, activations, extents);
    var images = images(network, extents);
    int[] labels = IntStream.range(0, IMAGES).map(i -> i % CLASSES).toArray();
    var errors = QuantisedLayers.of(network, Set.of()).errors(WeightErrors.at(0.01), 0, 5);
    var packed = new Answers(labels, CLASSES);
    var floats = new Answers(labels, CLASSES);
    var classifiers = Classifiers.of(network, images);

    try (var one = classifiers.make();
        var other = new FloatClassifier(network, images)) {
      for (var some : List.of(Optional.<Errors>empty(), Optional.of(errors))) {
        one.run(some, 3, packed, () -> false);
        other.run(some, 3, floats, () -> false);

        assertThat(classifiers.engine()).isNotEqualTo(Engine.FLOAT);
        for (int i = 0; i < IMAGES; i++) {
          assertThat(packed.right(i)).as("image %d", i).isEqualTo(floats.right(i));
          assertThat(packed.margin(i)).as("image %d", i).isEqualTo(floats.margin(i));
        }
      }
    }
  }

  private static TrainedNetwork network(
      String name, String weights, String activations, String extents) {
    var preset = Presets.find(name).orElseThrow();
    var size =
        switch (name) {
          case "mlp" -> Map.<String, Object>of("hidden", List.of(100, 80));
          case "vgg-binarynet" -> Map.<String, Object>of("inflation", 0.1);
          case "vgg-ternary" -> Map.<String, Object>of("filters", 12);
          case "ecg-cnn" -> Map.<String, Object>of("filters", 20);
          case "eeg-cnn" -> Map.<String, Object>of("filters", 10, "electrodes", 16);
          default -> Map.<String, Object>of("width", 0.125);
        };
    var asked = new HashMap<>(size);
    asked.put("weights", weights);
    asked.put("activations", activations);
    var described = preset.network(preset.values(asked));
    return RandomNetworks.of(described.layers(shape(extents), CLASSES), 1);
  }

  private static TensorShape shape(String extents) {
    return TensorShape.of(
        Arrays.stream(extents.split(" x ")).mapToInt(Integer::parseInt).toArray());
  }

  private static Samples images(TrainedNetwork network, String extents) {
    int[] shape = shape(extents).extents().stream().mapToInt(e -> e).toArray();
    return RandomNetworks.pixels(shape, CLASSES, IMAGES, network.layers().size()).test();
  }
}
