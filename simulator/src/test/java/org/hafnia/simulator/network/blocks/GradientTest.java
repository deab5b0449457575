package org.hafnia.simulator.network.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.SplittableRandom;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients against central differences. The gradient through a sign is defined by its surrogate:
 * what reaches the layers below it is that of the network with Hardtanh in the sign's place and the
 * same gradient from above, for which the last layer is made linear here.
 */
class GradientTest {

  private static final int ROWS = 6;
  private static final int INPUTS = 5;
  private static final int HIDDEN = 4;
  private static final int OUTPUTS = 3;
  private static final float STEP = 1e-3f;

  @ParameterizedTest
  @EnumSource(names = {"SIGN", "TERNARY", "HARDTANH"})
  void everyParameterBelowTheActivationHasTheGradientOfTheHardtanhSurrogate(
      ActivationFunction kind) {
    try (var network = network(kind);
        var surrogate = network(ActivationFunction.HARDTANH)) {
      for (int p = 0; p < network.parameters().size(); p++) {
        var parameter = network.parameters().get(p);
        if (parameter.name().startsWith("layer1")) {
          assertGradient(network, surrogate, p);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void theLayerAboveSeesTheSignItself(int p) {
    try (var network = network(ActivationFunction.SIGN)) {
      assertGradient(network, network, p);
    }
  }

  private static Network network(ActivationFunction activation) {
    var network =
        Network.of(
            List.of(
                new Dense(INPUTS, HIDDEN, Precision.BINARY),
                new BatchNorm(TensorShape.of(HIDDEN)),
                new Activation(TensorShape.of(HIDDEN), activation),
                new Dense(HIDDEN, OUTPUTS, Precision.BINARY)),
            1,
            ComputeDevice.CPU);
    var random = new SplittableRandom(7);
    for (var parameter : network.parameters()) {
      var memory = parameter.memory();
      for (int i = 0; i < memory.limit(); i++) {
        boolean weights = parameter.role() == Parameter.Role.WEIGHTS;
        memory.put(i, weights ? (random.nextBoolean() ? 1 : -1) : random.nextFloat());
      }
    }
    return network;
  }

  private static void assertGradient(Network network, Network surrogate, int p) {
    var parameter = network.parameters().get(p);
    float[] gradient = new float[parameter.memory().limit()];
    try (var pass = network.training(1)) {
      pass.backward(loss(network, pass));
      pass.gradient(parameter).get(0, gradient);
    }
    var memory = surrogate.parameters().get(p).memory();
    for (int i = 0; i < gradient.length; i++) {
      float value = memory.get(i);
      memory.put(i, value + STEP);
      double above = loss(surrogate);
      memory.put(i, value - STEP);
      double below = loss(surrogate);
      memory.put(i, value);
      assertThat((double) gradient[i])
          .as("%s[%d]", parameter.name(), i)
          .isCloseTo((above - below) / (2 * STEP), within(5e-3));
    }
  }

  private static double loss(Network network) {
    try (var pass = network.training(1)) {
      return loss(network, pass).toFloatArray()[0];
    }
  }

  /** A fixed linear function of the outputs, so that it passes the same gradient to any network. */
  private static NDArray loss(Network network, Pass pass) {
    var random = new SplittableRandom(3);
    var x = network.zeros(ROWS, INPUTS);
    var c = network.zeros(ROWS, OUTPUTS);
    for (var array : List.of(x, c)) {
      var memory = array.memory();
      for (int i = 0; i < memory.limit(); i++) {
        memory.put(i, (float) random.nextGaussian());
      }
    }
    return network.forward(pass, pass.rows(x, ROWS)).mul(pass.rows(c, ROWS)).sum();
  }
}
