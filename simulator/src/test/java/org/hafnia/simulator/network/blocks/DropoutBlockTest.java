package org.hafnia.simulator.network.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Set;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropoutBlockTest {

  private static final int VALUES = 40_001;
  private static final ComputeDevice CPU = ComputeDevice.CPU;

  private final NDManager manager = CPU.newManager();

  @AfterEach
  void closesItsArrays() {
    manager.close();
  }

  @Test
  void dropsTheFractionAskedForAndScalesTheRest() {
    float[] y = training(0.3, 1, 1);

    int dropped = 0;
    for (float value : y) {
      assertThat(value).isIn(0f, 1 / 0.7f);
      dropped += value == 0 ? 1 : 0;
    }
    // Four standard deviations.
    assertThat((double) dropped / VALUES).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / VALUES)));
  }

  @Test
  void drawsTheSameMaskForOneStepAndAnotherForTheNext() {
    assertThat(training(0.5, 1, 7)).containsExactly(training(0.5, 1, 7));
    assertThat(training(0.5, 1, 7)).isNotEqualTo(training(0.5, 1, 8));
    assertThat(training(0.5, 1, 7)).isNotEqualTo(training(0.5, 2, 7));
  }

  @Test
  void leavesEverythingAsItIsInInference() {
    try (var pass = Pass.inference(manager, CPU, Optional.empty())) {
      var x = pass.ones(new Shape(4));
      var y = new DropoutBlock(0.5, RandomStream.of(1, "dropout", 0)).forward(pass, x);
      assertThat(y).isSameAs(x);
    }
  }

  private float[] training(double rate, long seed, long step) {
    try (var pass = Pass.training(manager, CPU, step, Set.of())) {
      var x = pass.ones(new Shape(VALUES));
      var block = new DropoutBlock(rate, RandomStream.of(seed, "dropout", 0));
      return block.forward(pass, x).toFloatArray();
    }
  }
}
