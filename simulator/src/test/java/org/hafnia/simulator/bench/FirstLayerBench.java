package org.hafnia.simulator.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.draws.Answers;
import org.hafnia.simulator.inference.draws.Classifier;
import org.hafnia.simulator.inference.draws.Errors;
import org.hafnia.simulator.inference.draws.PackedClassifier;
import org.hafnia.simulator.inference.draws.QuantisedLayers;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.packed.FixedInput;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;
import org.hafnia.simulator.network.presets.Presets;

/**
 * Draws whose first layers see plain bytes, against the same numbers as real values, whose sums are
 * made in doubles; one thread. Networks are random: no time depends on what they have learnt.
 */
final class FirstLayerBench {

  private static final List<Double> RATES = List.of(1e-3, 1e-2, 4e-2, 0.1);
  private static final int REPEATS = 3;
  private static final double WARM_SECONDS = 0.5;

  private FirstLayerBench() {}

  public static void main(String[] args) {
    var mlp = new MlpDescription(List.of(3000), Precision.BINARY, Precision.BINARY);
    var dense = RandomNetworks.of(mlp.layers(TensorShape.of(28, 28), 10), 1);
    draws("784-3000-10", dense, pixels(new int[] {28, 28}, 10_000));
    convolution(Precision.BINARY);
    convolution(Precision.TERNARY);
    var preset = Presets.find("vgg-ternary").orElseThrow();
    var layers = preset.network(preset.values(Map.of())).layers(TensorShape.of(3, 32, 32), 10);
    draws("vgg-ternary", RandomNetworks.of(layers, 1), pixels(new int[] {3, 32, 32}, 256));
  }

  /** The first one of a network of N = 64, and next to nothing behind it. */
  private static void convolution(Precision precision) {
    var shape = TensorShape.of(3, 32, 32);
    var first = new Convolution(shape, 64, Window.of(3, 1, 1), 1, false, precision);
    var sign = new Activation(first.output(), ActivationFunction.SIGN);
    var pool = new Pool(first.output(), Window.of(32, 32, 0), true);
    var last = new Dense(64, 10, false, Precision.BINARY);
    var layers = List.<LayerDescription>of(first, sign, pool, new Flatten(pool.output()), last);
    String name = "3 x 32 x 32 to 64 of 3 x 3, %s".formatted(precision);
    draws(name, RandomNetworks.of(layers, 1), pixels(new int[] {3, 32, 32}, 256));
  }

  private static Samples pixels(int[] shape, int count) {
    return RandomNetworks.pixels(shape, 10, count, 1).test();
  }

  private static void draws(String name, TrainedNetwork network, Samples images) {
    var packed = PackedNetwork.from(network);
    // The same numbers: only what is known of them differs.
    var real = images.normalised(new Normalisation(List.of(0f), List.of(1f)));
    long from = System.nanoTime();
    var kept = FixedInput.of(packed, images);
    long middle = System.nanoTime();
    var keptReal = FixedInput.of(packed, real);
    System.out.printf(
        "%s, %d images: made ready in %.2f s, of real values %.2f s%n",
        name, images.count(), 1e-9 * (middle - from), 1e-9 * (System.nanoTime() - middle));
    for (double rate : RATES) {
      double bytes = draw(packed, images, kept, rate);
      double again = draw(packed, images, FixedInput.bytes(packed, images), rate);
      double reals = draw(packed, real, keptReal, rate);
      System.out.printf(
          "%s, errors at %s in all layers: %.4f CPU-s per draw, nothing kept %.4f,"
              + " real values %.4f: %.2f and %.2f times%n",
          name, rate, bytes, again, reals, reals / bytes, reals / again);
    }
  }

  /** Best of some, in seconds of this thread's CPU per draw, after some to get warm. */
  private static double draw(
      PackedNetwork network, Samples images, Optional<FixedInput> fixed, double rate) {
    var errors = QuantisedLayers.of(network.model(), Set.of()).errors(WeightErrors.at(rate), 0, 1);
    int[] labels = IntStream.range(0, images.count()).map(images::label).toArray();
    var answers = new Answers(labels, network.model().classes());
    double best = Double.POSITIVE_INFINITY;
    try (var classifier = new PackedClassifier(network, images, WordKernel.best(), fixed)) {
      double warm = 0;
      for (int i = 0; warm < WARM_SECONDS; i++) {
        warm += seconds(classifier, errors, answers, i);
      }
      for (int i = 0; i < REPEATS; i++) {
        best = Math.min(best, seconds(classifier, errors, answers, i));
      }
    }
    return best;
  }

  private static double seconds(Classifier classifier, Errors errors, Answers answers, int draw) {
    var bean = ManagementFactory.getThreadMXBean();
    long from = bean.getCurrentThreadCpuTime();
    classifier.run(Optional.of(errors), draw, answers, () -> false);
    return 1e-9 * (bean.getCurrentThreadCpuTime() - from);
  }
}
