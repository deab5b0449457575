package org.hafnia.simulator.inference;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.random.RandomStream;

/** Networks that nobody trained: weights, biases and batch norms are random. */
public final class RandomNetworks {

  private final RandomStream random;
  private final List<NamedArray> arrays = new ArrayList<>();
  private long drawn;

  private RandomNetworks(long seed) {
    random = RandomStream.of(seed, "random-networks", 0);
  }

  /** A network of those layers; some of its gammas are negative, some 0. */
  public static TrainedNetwork of(List<LayerDescription> layers, long seed) {
    var making = new RandomNetworks(seed);
    int depth = 0;
    int norms = 0;
    int fanIn = 1;
    for (var layer : LayerDescription.walk(layers).toList()) {
      switch (layer) {
        case Weighted weighted -> {
          making.weights(weighted, ++depth);
          fanIn = weighted.fanIn();
          norms = 0;
        }
        case BatchNorm norm -> {
          String name = "layer" + depth + (++norms > 1 ? "." + norms : "");
          making.norm(norm, name, norms > 1 ? 1 : Math.sqrt(fanIn));
        }
        default -> {}
      }
    }
    return new TrainedNetwork(layers, making.arrays);
  }

  /** Samples of random pixels, one in three dark, for a network; labels are random, too. */
  public static Dataset pixels(int[] shape, int classes, int count, long seed) {
    var random = RandomStream.of(seed, "random-pixels", 0);
    int features = java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact);
    byte[] pixels = new byte[count * features];
    byte[] labels = new byte[count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, 384 * random.uniform(i, 0) - 128);
    }
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (classes * random.uniform(i, 1));
    }
    var samples = Samples.of(shape, pixels, labels);
    return Dataset.of("random pixels", samples, samples, classes, "made by a test");
  }

  /** Samples of 0 and 255 only, whose sums no order of adding rounds. */
  public static Samples blackAndWhite(TensorShape shape, int count, long seed) {
    int[] extents = shape.extents().stream().mapToInt(extent -> extent).toArray();
    var grey = pixels(extents, 2, count, seed).test();
    byte[] pixels = new byte[count * shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (grey.pixel(i / shape.size(), i % shape.size()) > 64 ? 255 : 0);
    }
    return Samples.of(extents, pixels, new byte[count]);
  }

  private void weights(Weighted layer, int number) {
    var shape = new ArrayList<Integer>();
    switch (layer) {
      case Dense dense -> shape.addAll(List.of(dense.outputs(), dense.inputs()));
      case Convolution convolution -> {
        shape.add(convolution.filters());
        shape.add(convolution.input().channels() / convolution.groups());
        shape.addAll(convolution.window().kernel());
      }
    }
    add("layer" + number + ".weight", shape, i -> weight(layer.weights(), next()));
    if (layer.bias()) {
      // In steps of 1/64, with which sums are exact whatever the order of adding.
      double scale = Math.sqrt(layer.fanIn()) / 4;
      add(
          "layer" + number + ".bias",
          List.of(layer.units()),
          i -> Math.rint(64 * scale * (2 * next() - 1)) / 64);
    }
  }

  private static double weight(Precision precision, double u) {
    return switch (precision) {
      case BINARY -> u < 0.5 ? -1 : 1;
      case TERNARY -> u < 0.3 ? -1 : u < 0.6 ? 1 : 0;
      case REAL -> 2 * u - 1;
    };
  }

  private void norm(BatchNorm norm, String name, double spread) {
    var shape = List.of(norm.input().channels());
    add(name + ".gamma", shape, i -> i % 17 == 16 ? 0 : 2.5 * next() - 1);
    add(name + ".beta", shape, i -> next() - 0.5);
    add(name + ".mean", shape, i -> spread * (next() - 0.5));
    add(name + ".variance", shape, i -> spread * spread * (0.2 + next()));
  }

  private void add(String name, List<Integer> shape, IntToDoubleFunction value) {
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.applyAsDouble(i);
    }
    arrays.add(NamedArray.copyOf(name, shape, FloatBuffer.wrap(values)));
  }

  private double next() {
    return random.uniform(drawn++, 0);
  }
}
