package org.hafnia.simulator.inference.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.RandomArchitectures;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.blocks.plain.FloatNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed networks against libtorch. */
class ExactnessTest {

  private static final int IMAGES = 70;
  private static final int ARCHITECTURES = 10;

  @ParameterizedTest
  @ValueSource(strings = {"5 x 6 x 7", "3 x 20", "8 x 9"})
  void sumsOfEveryLayerAreThoseOfTheFloatNetwork(String extents) {
    var shape = shape(extents);
    for (int seed = 0; seed < ARCHITECTURES; seed++) {
      var layers = RandomArchitectures.convolutional(shape, 4, seed);
      var images = RandomNetworks.blackAndWhite(shape, IMAGES, seed);
      for (int end = 1; end <= layers.size(); end++) {
        if (layers.get(end - 1) instanceof Weighted || end == layers.size()) {
          var network = RandomNetworks.of(layers.subList(0, end), seed);

          float[] packed = packed(network, images, WordKernel.best());

          assertThat(Arrays.mismatch(packed, floats(network, images)))
              .as("seed %d, layers %s", seed, network.layers())
              .isNegative();
          assertThat(Arrays.mismatch(packed, packed(network, images, WordKernel.scalar())))
              .as("scalar, seed %d, layers %s", seed, network.layers())
              .isNegative();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4 x 8 x 12", "2 x 20"})
  void samplesAreMadeSmallerAsByTheFloatNetwork(String extents) {
    var shape = shape(extents);
    for (int seed = 0; seed < ARCHITECTURES; seed++) {
      var network = RandomNetworks.of(RandomArchitectures.resized(shape, 4, seed), seed);
      var images = RandomNetworks.blackAndWhite(shape, IMAGES, seed);

      assertThat(
              Arrays.mismatch(packed(network, images, WordKernel.best()), floats(network, images)))
          .as("seed %d, layers %s", seed, network.layers())
          .isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5 x 6 x 7", "3 x 20", "300"})
  void whatIsKeptOfFirstLayersGivesTheLogitsOfWeightsThatHaveChanged(String extents) {
    var shape = shape(extents);
    for (int seed = 0; seed < ARCHITECTURES; seed++) {
      var layers =
          seed % 2 == 0 && shape.extents().size() > 1
              ? RandomArchitectures.convolutional(shape, 4, seed)
              : RandomArchitectures.dense(shape, 4, seed);
      var network = RandomNetworks.of(layers, seed);
      var images = RandomNetworks.blackAndWhite(shape, IMAGES, seed);
      var packed = PackedNetwork.from(network);
      var anew = new PackedRun(packed, WordKernel.best());
      for (int every : new int[] {200, 7, 2}) {
        float[] expected = changed(network, images, anew, every);
        for (var kernel : List.of(WordKernel.best(), WordKernel.scalar())) {
          var kept = new PackedRun(packed, kernel, FixedInput.of(packed, images));
          var bytes = new PackedRun(packed, kernel, FixedInput.bytes(packed, images));
          assertThat(changed(network, images, kept, every)).isEqualTo(expected);
          assertThat(changed(network, images, bytes, every)).isEqualTo(expected);
        }
      }
    }
  }

  /** Logits with each so-manieth weight of the first layer turned, which are then turned back. */
  private static float[] changed(TrainedNetwork network, Samples images, PackedRun run, int every) {
    var meant = network.values("layer1.weight");
    for (int i = 0; i < meant.limit(); i += every) {
      run.set(1, i, (int) meant.get(i), turned((int) meant.get(i)));
    }
    float[] logits = run(network, images, run);
    for (int i = 0; i < meant.limit(); i += every) {
      run.set(1, i, turned((int) meant.get(i)), (int) meant.get(i));
    }
    run.restored();
    return logits;
  }

  private static int turned(int weight) {
    return weight == 0 ? 1 : -weight;
  }

  private static TensorShape shape(String extents) {
    return TensorShape.of(
        Arrays.stream(extents.split(" x ")).mapToInt(Integer::parseInt).toArray());
  }

  private static float[] floats(TrainedNetwork network, Samples images) {
    int[] order = IntStream.range(0, images.count()).toArray();
    float[] logits = new float[images.count() * network.layers().getLast().output().size()];
    try (var reference = new FloatNetwork(network.layers(), order.length, network::values)) {
      images.copy(order, 0, order.length, reference.input());
      reference.run(order.length, Optional.empty(), logits);
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] += 0f; // a sum of -0 is that of 0
    }
    return logits;
  }

  private static float[] packed(TrainedNetwork network, Samples images, WordKernel kernel) {
    return run(network, images, new PackedRun(PackedNetwork.from(network), kernel));
  }

  private static float[] run(TrainedNetwork network, Samples images, PackedRun run) {
    int[] order = IntStream.range(0, images.count()).toArray();
    int size = network.layers().getLast().output().size();
    float[] logits = new float[images.count() * size];
    for (int from = 0; from < order.length; from += run.images()) {
      int to = Math.min(from + run.images(), order.length);
      images.copy(order, from, to, run.input());
      run.run(to - from, from, Strikes.NONE);
      System.arraycopy(run.logits(), 0, logits, from * size, (to - from) * size);
    }
    return logits;
  }
}
