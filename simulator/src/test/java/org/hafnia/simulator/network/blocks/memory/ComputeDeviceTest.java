package org.hafnia.simulator.network.blocks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu:0", "gpu:9", "gpu:31"})
  void hasTheNameItWasAskedForBy(String name) {
    assertThat(ComputeDevice.of(name).name()).isEqualTo(name);
    assertThat(ComputeDevice.of(name)).isEqualTo(ComputeDevice.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "gpu", "gpu:", "gpu:-1", "gpu:00", "gpu:100", "cuda:0"})
  void refusesOtherNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComputeDevice.of(name))
        .withMessageContaining("expected cpu, or gpu:0 to gpu:99");
  }

  @Test
  void theCpuIsAlwaysThereAndFirst() {
    assertThat(ComputeDevice.available()).startsWith("cpu").doesNotHaveDuplicates();
  }

  @Test
  void refusesADeviceThatIsNotThereWithThoseThatAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComputeDevice.of("gpu:98").newManager())
        .withMessage(
            "there is no device gpu:98 here; there is "
                + String.join(", ", ComputeDevice.available()));
  }

  @Test
  void onTheCpuTheHostWritesWhereTheEngineReads() {
    try (var manager = ComputeDevice.CPU.newManager()) {
      var mirror = new Mirror(manager, ComputeDevice.CPU, new Shape(3));
      mirror.memory().put(1, 5);

      assertThat(mirror.array().toFloatArray()).containsExactly(0, 5, 0);
    }
  }

  @Test
  void elsewhereNothingCrossesUntilItIsTold() {
    var device = ComputeDevice.copyingCpu();
    try (var manager = device.newManager()) {
      var mirror = new Mirror(manager, device, new Shape(3));
      var one = manager.ones(new Shape(3));
      manager.cap();
      mirror.memory().put(1, 5);
      assertThat(mirror.array().toFloatArray()).containsExactly(0, 0, 0);

      mirror.push();
      assertThat(mirror.array().toFloatArray()).containsExactly(0, 5, 0);

      mirror.array().addi(one);
      assertThat(mirror.memory().get(1)).isEqualTo(5);
      mirror.pull();
      assertThat(mirror.memory().get(1)).isEqualTo(6);
    }
  }
}
