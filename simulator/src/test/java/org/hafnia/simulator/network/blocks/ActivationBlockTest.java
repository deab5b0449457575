package org.hafnia.simulator.network.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Set;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.blocks.Pass.ActivationErrors;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.network.blocks.memory.Mirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivationBlockTest {

  private static final ComputeDevice CPU = ComputeDevice.CPU;
  private static final Optional<ActivationErrors> NONE = Optional.empty();

  private final NDManager manager = CPU.newManager();

  @AfterEach
  void closesItsArrays() {
    manager.close();
  }

  @Test
  void signIsExactlyPlusOrMinusOneAndPlusOneAtZero() {
    float[] values = {-3, -0.7f, -1e-30f, -0f, 0, 1e-30f, 0.1f, 1, 1e20f};
    float[] signs = {-1, -1, -1, 1, 1, 1, 1, 1, 1};

    assertThat(forward(ActivationFunction.SIGN, true, values)).containsExactly(signs);
    assertThat(forward(ActivationFunction.SIGN, false, values)).containsExactly(signs);
  }

  @Test
  void everySignOfManyRandomValuesIsExact() {
    var random = new java.util.SplittableRandom(1);
    float[] values = new float[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }

    for (float y : forward(ActivationFunction.SIGN, true, values)) {
      assertThat(y * y).isEqualTo(1f);
    }
  }

  @Test
  void realActivationIsHardtanh() {
    assertThat(forward(ActivationFunction.HARDTANH, true, -3, -0.5f, 0, 0.25f, 7))
        .containsExactly(-1, -0.5f, 0, 0.25f, 1);
  }

  @Test
  void ternaryActivationIsZeroUpToHalfAndTheSignBeyond() {
    float[] values = {-3, -0.7f, -0.5f, -0.1f, 0, 0.5f, 0.501f, 1e20f};
    float[] expected = {-1, -1, 0, 0, 0, 0, 1, 1};

    assertThat(forward(ActivationFunction.TERNARY, true, values)).containsExactly(expected);
    assertThat(forward(ActivationFunction.TERNARY, false, values)).containsExactly(expected);
  }

  @Test
  void notANumberStaysOneWhileTraining() {
    assertThat(forward(ActivationFunction.SIGN, true, Float.NaN)).containsExactly(Float.NaN);
  }

  private float[] forward(ActivationFunction function, boolean training, float... values) {
    try (var pass =
        training ? Pass.training(manager, CPU, 1, Set.of()) : Pass.inference(manager, CPU, NONE)) {
      var entering = new Mirror(manager, CPU, new Shape(values.length));
      entering.memory().put(0, values);
      var x = pass.rows(entering, values.length);
      return new ActivationBlock(function, 0.5f, 0).forward(pass, x).toFloatArray();
    }
  }
}
