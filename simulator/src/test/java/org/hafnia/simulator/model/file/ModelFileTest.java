package org.hafnia.simulator.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.loop.Learner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {

  static Stream<Arguments> presets() {
    return Stream.of(
        Arguments.of("mlp", Map.of("hidden", List.of(20))),
        Arguments.of("vgg-binarynet", Map.of("inflation", 0.1)),
        Arguments.of("vgg-ternary", Map.of("filters", 2)),
        Arguments.of("ecg-cnn", Map.of("filters", 4)),
        Arguments.of("eeg-cnn", Map.of("filters", 4, "weights", "ternary")),
        Arguments.of("mobilenet-v1", Map.of("width", 0.125, "resolution", 0.857)));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void givesEveryPresetBackBitByBit(String preset, Map<String, Object> values) throws IOException {
    var written = network(preset, values);
    var read = read(bytes(written, Map.of("dataset", "none")));

    assertThat(read.network().layers()).isEqualTo(written.layers());
    assertThat(read.network().sha256()).isEqualTo(written.sha256());
    assertThat(read.provenance()).containsExactly(Map.entry("dataset", "none"));
    for (int i = 0; i < written.arrays().size(); i++) {
      var before = written.arrays().get(i);
      var after = read.network().arrays().get(i);
      assertThat(after.name()).isEqualTo(before.name());
      assertThat(after.shape()).isEqualTo(before.shape());
      assertThat(after.values()).isEqualTo(before.values());
    }
  }

  @Test
  void writesEqualBytesForEqualNetworks() throws IOException {
    assertThat(bytes(small(1), Map.of("b", "2", "a", "1")))
        .isEqualTo(bytes(small(1), Map.of("a", "1", "b", "2")))
        .isNotEqualTo(bytes(small(-1), Map.of("a", "1", "b", "2")));
  }

  @Test
  void saysWhatIsWrongWithADamagedFile() throws IOException {
    var bytes = bytes(small(1), Map.of());

    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length / 2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no readable");
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("an empty file");
    assertThatThrownBy(() -> read(new byte[200])).hasMessageContaining("no readable");
  }

  private static TrainedNetwork small(float value) {
    var layer = new Dense(2, 2, false, Precision.BINARY);
    var weights = new float[] {1, -1, value, 1};
    return new TrainedNetwork(
        List.of(layer), List.of(NamedArray.of("layer1.weight", List.of(2, 2), weights)));
  }

  private static TrainedNetwork network(String name, Map<String, Object> values) {
    var preset = Presets.find(name).orElseThrow();
    var layers = preset.network(preset.values(values)).layers(preset.input(), preset.classes());
    Learner.Hardware hardware =
        (Weighted layer, int index) -> new Hardware.Ideal().weights(1, Rule.ADAM, layer, index);
    try (var learner = new Learner(layers, hardware, Rule.ADAM, 1, 1, ComputeDevice.CPU)) {
      return learner.model();
    }
  }

  private static byte[] bytes(TrainedNetwork network, Map<String, String> provenance)
      throws IOException {
    var out = new ByteArrayOutputStream();
    new ModelFile(network, provenance).writeTo(out);
    return out.toByteArray();
  }

  private static ModelFile read(byte[] bytes) throws IOException {
    return ModelFile.readFrom(new ByteArrayInputStream(bytes));
  }
}
