package org.hafnia.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.junit.jupiter.api.Test;

class MlpDescriptionTest {

  @Test
  void putsBatchNormAfterEveryLayerAndNoActivationAfterTheLast() {
    assertThat(mlp(List.of(3000)).layers(TensorShape.of(28, 28), 10))
        .containsExactly(
            new Dense(784, 3000, Precision.BINARY),
            new BatchNorm(TensorShape.of(3000)),
            new Activation(TensorShape.of(3000), ActivationFunction.SIGN),
            new Dense(3000, 10, Precision.BINARY),
            new BatchNorm(TensorShape.of(10)));
  }

  @Test
  void refusesNoHiddenLayerAndTooMany() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mlp(List.of()))
        .withMessage("hidden has 0 layers; it needs 1 to 64");
    assertThatIllegalArgumentException().isThrownBy(() -> mlp(Collections.nCopies(65, 1)));
  }

  @Test
  void refusesLayersWithoutNeuronsAndImpossibleOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mlp(List.of(5, 0)))
        .withMessageStartingWith("hidden[1] is 0;");
    assertThatIllegalArgumentException().isThrownBy(() -> mlp(List.of(100_000_000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mlp(List.of(1_000_000)).layers(TensorShape.of(28, 28), 10))
        .withMessageContaining("784 x 1000000");
  }

  @Test
  void layersThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Network.of(
                    List.of(new BatchNorm(TensorShape.of(3)), new BatchNorm(TensorShape.of(4))),
                    1,
                    ComputeDevice.CPU))
        .withMessage("layer 1 takes 4 values, but layer 0 makes 3");
  }

  private static MlpDescription mlp(List<Integer> hidden) {
    return new MlpDescription(hidden, Precision.BINARY, Precision.BINARY);
  }
}
