package org.hafnia.simulator.network.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.Layer;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerList;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every kind of layer against central differences. */
class LayerGradientTest {

  private static final int ROWS = 5;
  private static final int CLASSES = 3;
  private static final float STEP = 2e-3f;
  private static final Optional<String> UNNAMED = Optional.empty();

  private static final TensorShape IMAGE = TensorShape.of(2, 7, 6);
  private static final TensorShape TRACE = TensorShape.of(4, 11);

  private static Map<String, List<LayerDescription>> networks() {
    var networks = new TreeMap<String, List<LayerDescription>>();
    networks.put("conv2d", sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 1)));
    networks.put("1 x 1 kernels", sized(IMAGE, conv(2, 4, Window.of(1, 1, 0), 1)));
    networks.put("stride", sized(IMAGE, conv(2, 3, Window.of(3, 2, 1), 1)));
    networks.put(
        "a window of unequal sides",
        sized(IMAGE, conv(2, 3, new Window(List.of(3, 2), List.of(2, 1), List.of(0, 1)), 1)));
    networks.put("groups", sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 2)));
    networks.put(
        "depthwise",
        sized(IMAGE, depthwise(2, Window.of(3, 2, 1)), conv(2, 4, Window.of(1, 1, 0), 1)));
    networks.put("conv1d", sized(TRACE, conv(1, 4, Window.of(3, 2, 1), 2)));
    networks.putAll(afterConvolutions());
    networks.putAll(functionsAndResiduals());
    return networks;
  }

  private static Map<String, List<LayerDescription>> afterConvolutions() {
    var networks = new TreeMap<String, List<LayerDescription>>();
    networks.put("batch norm per channel", sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 1), norm()));
    networks.put("batch norm over time", sized(TRACE, conv(1, 4, Window.of(3, 1, 1), 1), norm()));
    networks.put(
        "max pool",
        sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 1), pool(true, Window.of(2, 2, 0))));
    networks.put(
        "max pool over time",
        sized(TRACE, conv(1, 4, Window.of(3, 1, 1), 1), pool(true, Window.of(3, 2, 1))));
    networks.put(
        "average pool",
        sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 1), pool(false, Window.of(3, 2, 1))));
    networks.put(
        "fewer rows and columns",
        sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 1), new Layer.Resize(UNNAMED, 0.7)));
    networks.put(
        "less time",
        sized(TRACE, conv(1, 4, Window.of(3, 1, 1), 1), new Layer.Resize(UNNAMED, 0.4)));
    networks.put(
        "average over everything",
        sized(
            TRACE,
            conv(1, 4, Window.of(3, 1, 1), 1),
            new Layer.Pool(UNNAMED, false, Optional.empty())));
    return networks;
  }

  private static Map<String, List<LayerDescription>> functionsAndResiduals() {
    var networks = new TreeMap<String, List<LayerDescription>>();
    networks.put(
        "ReLU",
        sized(
            IMAGE,
            conv(2, 4, Window.of(3, 1, 1), 1),
            new Layer.Activate(UNNAMED, Optional.of(ActivationFunction.RELU), 0.5)));
    networks.put(
        "dropout",
        sized(IMAGE, conv(2, 4, Window.of(3, 1, 1), 1), new Layer.Dropout(UNNAMED, 0.4)));
    networks.put(
        "residual",
        sized(
            IMAGE,
            conv(2, 4, Window.of(3, 1, 1), 1),
            new Layer.Residual(
                UNNAMED, List.of(conv(2, 4, Window.of(3, 1, 1), 1), norm()), List.of())));
    networks.put(
        "residual with a shortcut",
        sized(
            IMAGE,
            new Layer.Residual(
                UNNAMED,
                List.of(conv(2, 4, Window.of(3, 2, 1), 1), norm()),
                List.of(conv(2, 4, Window.of(1, 2, 0), 1), norm()))));
    return networks;
  }

  static Stream<String> kinds() {
    return networks().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyParameterHasTheGradientOfTheLoss(String kind) {
    var layers = Objects.requireNonNull(networks().get(kind));
    boolean kinks = kind.startsWith("max") || kind.equals("ReLU");
    try (var network = Network.of(layers, 1, ComputeDevice.CPU)) {
      fill(network);
      for (var parameter : network.parameters()) {
        assertGradient(network, parameter, layers.getFirst().input(), kinks);
      }
    }
  }

  private static Layer conv(int directions, int filters, Window window, int groups) {
    return new Layer.Convolution(
        UNNAMED,
        directions,
        OptionalInt.of(filters),
        window,
        OptionalInt.of(groups),
        true,
        Optional.empty());
  }

  private static Layer depthwise(int directions, Window window) {
    return new Layer.Convolution(
        UNNAMED,
        directions,
        OptionalInt.empty(),
        window,
        OptionalInt.empty(),
        false,
        Optional.empty());
  }

  private static Layer norm() {
    return new Layer.BatchNorm(UNNAMED);
  }

  private static Layer pool(boolean max, Window window) {
    return new Layer.Pool(UNNAMED, max, Optional.of(window));
  }

  private static List<LayerDescription> sized(TensorShape input, Layer... layers) {
    var dense = new Layer.Dense(UNNAMED, OptionalInt.empty(), true, Optional.empty());
    var list =
        new LayerList(
            Stream.concat(Stream.of(layers), Stream.of(dense)).toList(),
            Binarize.NONE,
            Precision.BINARY,
            Precision.BINARY);
    return list.layers(input, CLASSES);
  }

  private static void fill(Network network) {
    var random = new SplittableRandom(11);
    for (var parameter : network.parameters()) {
      var memory = parameter.memory();
      for (int i = 0; i < memory.limit(); i++) {
        memory.put(i, (float) random.nextGaussian());
      }
    }
  }

  private static void assertGradient(
      Network network, Parameter parameter, TensorShape input, boolean kinks) {
    var memory = parameter.memory();
    float[] gradient = new float[memory.limit()];
    try (var pass = network.training(1)) {
      pass.backward(loss(network, input, pass));
      pass.gradient(parameter).get(0, gradient);
    }
    int astray = 0;
    for (int i = 0; i < gradient.length; i++) {
      float value = memory.get(i);
      memory.put(i, value + STEP);
      double above = loss(network, input);
      memory.put(i, value - STEP);
      double below = loss(network, input);
      memory.put(i, value);
      double difference = (above - below) / (2 * STEP) - gradient[i];
      astray += Math.abs(difference) < 0.02 * (1 + Math.abs(gradient[i])) ? 0 : 1;
    }
    // A step across the kink of a ReLU, or to another largest value, is off by right.
    assertThat(astray).as(parameter.name()).isLessThanOrEqualTo(kinks ? gradient.length / 20 : 0);
  }

  private static double loss(Network network, TensorShape input) {
    try (var pass = network.training(1)) {
      return loss(network, input, pass).toFloatArray()[0];
    }
  }

  /** A fixed linear function of the outputs. */
  private static NDArray loss(Network network, TensorShape input, Pass pass) {
    var random = new SplittableRandom(3);
    var x = network.zeros(ROWS, input.size());
    var c = network.zeros(ROWS, CLASSES);
    for (var array : List.of(x, c)) {
      var memory = array.memory();
      for (int i = 0; i < memory.limit(); i++) {
        memory.put(i, (float) (0.5 * random.nextGaussian()));
      }
    }
    return network.forward(pass, pass.rows(x, ROWS)).mul(pass.rows(c, ROWS)).sum();
  }
}
