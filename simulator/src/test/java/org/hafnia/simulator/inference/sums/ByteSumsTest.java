package org.hafnia.simulator.inference.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.RandomArchitectures;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.folding.Folding;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole sums of bytes against those of floats. */
class ByteSumsTest {

  private static final int IMAGES = 70;
  private static final int ARCHITECTURES = 25;

  @ParameterizedTest
  @ValueSource(strings = {"5 x 6 x 7", "3 x 20", "3 x 9 x 70", "8 x 9"})
  void decidesAsSumsOfFloatsDoInRandomArchitectures(String extents) {
    var shape = shape(extents);
    for (int seed = 0; seed < ARCHITECTURES; seed++) {
      var layers = new ArrayList<List<LayerDescription>>();
      layers.add(RandomArchitectures.convolutional(shape, 4, seed));
      layers.add(RandomArchitectures.dense(shape, 4, seed));
      for (var some : layers) {
        var network = RandomNetworks.of(some, seed);
        if (Folding.of(network).getFirst().thresholds().isPresent()) {
          compare(network, shape, seed);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BINARY, 1, 1, 0, 1", "TERNARY, 1, 1, 0, 1", "BINARY, 3, 1, 1, 1", "TERNARY, 3, 1, 1, 1",
    "BINARY, 3, 2, 1, 1", "TERNARY, 3, 2, 0, 2", "BINARY, 5, 3, 2, 4", "TERNARY, 4, 3, 3, 4",
    "BINARY, 2, 3, 1, 2", "TERNARY, 9, 1, 4, 1"
  })
  void decidesAsSumsOfFloatsDoInConvolutions(
      Precision precision, int kernel, int stride, int padding, int groups) {
    var shape = TensorShape.of(4, 11, 13);
    var window = Window.of(kernel, stride, padding);
    var layer = new Convolution(shape, 72, window, groups, false, precision);

    compare(decided(layer), shape, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BINARY", "TERNARY"})
  void decidesAsSumsOfFloatsDoInDenseLayersWithMoreInputsThan16BitsHold(Precision precision) {
    compare(decided(new Dense(1300, 67, false, precision)), TensorShape.of(1300), 2);
  }

  private static TensorShape shape(String extents) {
    return TensorShape.of(
        Arrays.stream(extents.split(" x ")).mapToInt(Integer::parseInt).toArray());
  }

  /** Without norm or bias the threshold is 0, and so are many sums: floats round them both ways. */
  private static TrainedNetwork decided(LayerDescription layer) {
    var last = layer.output();
    var sign = new Activation(last, ActivationFunction.SIGN);
    return RandomNetworks.of(
        List.of(layer, sign, new Dense(last.size(), 2, false, Precision.BINARY)), 3);
  }

  private static void compare(TrainedNetwork network, TensorShape shape, int seed) {
    var stage = Folding.of(network).getFirst();
    var meant = network.values("layer1.weight");
    var bytes = new ByteSums(stage, meant, WordKernel.best());
    var scalar = new ByteSums(stage, meant, WordKernel.scalar());
    var floats = new DirectSums(stage, stage.thresholds(), meant, WordKernel.best());
    var images = pixels(shape, seed);
    for (var answering : List.of(bytes, scalar)) {
      same(stage, images, answering, floats);
    }
    float[] changed = changed(meant, stage.sums().orElseThrow().ternary(), seed);
    for (int i = 0; i < changed.length; i++) {
      bytes.set(i, (int) meant.get(i), (int) changed[i]);
      floats.set(i, (int) meant.get(i), (int) changed[i]);
    }
    same(stage, images, bytes, floats);
  }

  private static void same(Stage stage, Samples images, Answering some, Answering others) {
    var one = answers(stage, images, some);
    var other = answers(stage, images, others);
    for (int plane = 0; plane < stage.thresholds().orElseThrow().planes(); plane++) {
      assertThat(Arrays.mismatch(one.answers(plane), other.answers(plane)))
          .as("plane %d of %s", plane, stage.sums())
          .isNegative();
    }
  }

  private static ThresholdRun answers(Stage stage, Samples images, Answering answering) {
    var signal = new Signal(Precision.REAL, stage.entering(), IMAGES);
    images.copy(IntStream.range(0, IMAGES).toArray(), 0, IMAGES, signal.values);
    var run = new ThresholdRun(stage.thresholds().orElseThrow(), stage.tail().sums(), IMAGES);
    run.clear();
    // Not from the first image on.
    answering.answers(signal, 1, IMAGES - 1, 0, run);
    return run;
  }

  @Test
  void leavesOtherUnitsAlone() {
    var shape = TensorShape.of(3, 8, 8);
    var layer = new Convolution(shape, 70, Window.of(3, 1, 1), 1, false, Precision.BINARY);
    var network = decided(layer);
    var stage = Folding.of(network).getFirst();
    var bytes = new ByteSums(stage, network.values("layer1.weight"), WordKernel.best());
    var all = answers(stage, pixels(shape, 1), bytes).answers(0);
    var run = new ThresholdRun(stage.thresholds().orElseThrow(), stage.tail().sums(), 1);
    var signal = new Signal(Precision.REAL, stage.entering(), 1);
    pixels(shape, 1).copy(new int[] {1}, 0, 1, signal.values);
    long[] chosen = {(1L << 5) | (1L << 63), 1L << 2};
    Arrays.fill(run.answers(0), 0x5555_5555_5555_5555L);

    bytes.answers(signal, 0, 1, run, chosen);

    for (int i = 0; i < run.answers(0).length; i++) {
      long expected = (all[i] & chosen[i % 2]) | (0x5555_5555_5555_5555L & ~chosen[i % 2]);
      assertThat(run.answers(0)[i]).isEqualTo(expected);
    }
  }

  /** Of all values; some images of nothing but 0 and 255. */
  private static Samples pixels(TensorShape shape, int seed) {
    var random = RandomStream.of(seed, "bytes", 0);
    int[] extents = shape.extents().stream().mapToInt(extent -> extent).toArray();
    byte[] pixels = new byte[IMAGES * shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      int level = (int) (256 * random.uniform(i, 0));
      pixels[i] = (byte) (i / shape.size() % 7 == 0 ? level > 99 ? 255 : 0 : level);
    }
    return Samples.of(extents, pixels, new byte[IMAGES]);
  }

  private static float[] changed(FloatBuffer meant, boolean ternary, int seed) {
    var random = RandomStream.of(seed, "changes", 0);
    float[] changed = new float[meant.limit()];
    for (int i = 0; i < changed.length; i++) {
      boolean turned = random.uniform(i, 0) < 0.1;
      float other = ternary && random.uniform(i, 1) < 0.5 ? 0 : -meant.get(i);
      changed[i] = turned ? other : meant.get(i);
    }
    return changed;
  }
}
