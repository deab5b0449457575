package org.hafnia.simulator.inference.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.folding.UnpackableException;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.presets.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

  private static final Path SCRIPT = Path.of("../docs/read_packed.py");

  private static TrainedNetwork mlp(Precision precision) {
    var description = new MlpDescription(List.of(70, 20), precision, precision);
    return RandomNetworks.of(description.layers(TensorShape.of(9, 9), 4), 3);
  }

  private static TrainedNetwork vgg() {
    var preset = Presets.find("vgg-ternary").orElseThrow();
    var network = preset.network(preset.values(java.util.Map.of("filters", 4)));
    return RandomNetworks.of(network.layers(TensorShape.of(3, 32, 32), 10), 1);
  }

  private static byte[] file(TrainedNetwork network) throws IOException {
    var out = new ByteArrayOutputStream();
    PackedFile.write(PackedNetwork.from(network), out);
    return out.toByteArray();
  }

  @Test
  void aFileHoldsEveryWeightAndThreshold() throws IOException {
    for (var network : List.of(mlp(Precision.BINARY), mlp(Precision.TERNARY), vgg())) {
      var layers = PackedFileReader.read(new ByteArrayInputStream(file(network)));

      for (var layer : layers) {
        var weights = network.values("layer" + layer.number() + ".weight");
        int inputs = weights.limit() / layer.units();
        int words = Math.ceilDiv(inputs, 64);
        for (int i = 0; i < weights.limit(); i++) {
          int word = i / inputs * words + i % inputs / 64;
          boolean plus = (layer.sign().get(word) >>> i % inputs % 64 & 1) == 1;
          boolean zero =
              !layer.mask().isEmpty() && (layer.mask().get(word) >>> i % inputs % 64 & 1) == 0;
          assertThat(zero ? 0 : plus ? 1 : -1).isEqualTo((int) weights.get(i));
        }
      }
      assertThat(layers.getLast().thresholds()).isEmpty();
      assertThat(layers.getFirst().thresholds().getFirst()).hasSize(layers.getFirst().units());
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] whole = file(mlp(Precision.BINARY));
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);
    byte[] other = whole.clone();
    other[0] = 'X';

    assertThatThrownBy(() -> PackedFileReader.read(new ByteArrayInputStream(cut)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("before its time");
    assertThatThrownBy(() -> PackedFileReader.read(new ByteArrayInputStream(other)))
        .hasMessageContaining("HAFNIAPN");
  }

  @Test
  void pythonReadsTheSame(@TempDir Path folder) throws Exception {
    var network = mlp(Precision.TERNARY);
    var path = Files.write(folder.resolve("network.hafniapn"), file(network));
    Process python;
    try {
      python = new ProcessBuilder("python3", SCRIPT.toString(), path.toString()).start();
    } catch (IOException e) {
      System.out.println("ExportTest: no python3 here, its reader is not run");
      return;
    }

    var lines = new String(python.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertThat(python.waitFor()).isZero();
    assertThat(lines).hasSize(3);
    var weights = network.values("layer2.weight");
    int plus = 0;
    int nonzero = 0;
    for (int i = 0; i < weights.limit(); i++) {
      plus += weights.get(i) > 0 ? 1 : 0;
      nonzero += weights.get(i) != 0 ? 1 : 0;
    }
    assertThat(lines.get(1))
        .contains("\"units\": 20", "\"plusOnes\": " + plus, "\"nonzero\": " + nonzero);
  }

  @Test
  void cAndVerilogHaveALineForEachUnit() throws IOException {
    var network = PackedNetwork.from(mlp(Precision.TERNARY));
    var header = new StringBuilder();
    var zip = new ByteArrayOutputStream();

    CHeader.write(network, header);
    VerilogMemories.write(network, zip);

    assertThat(header)
        .contains("static const uint64_t layer1_sign[140]", "#define LAYER3_UNITS 4")
        .contains("static const float layer2_threshold[40]", "layer3_line2_gain[4]");
    var files = new TreeMap<String, String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
      }
    }
    assertThat(files)
        .containsOnlyKeys(
            "layer1_mask.mem",
            "layer1_not_minus.mem",
            "layer1_plus.mem",
            "layer1_sign.mem",
            "layer2_mask.mem",
            "layer2_not_minus.mem",
            "layer2_plus.mem",
            "layer2_sign.mem",
            "layer3_mask.mem",
            "layer3_sign.mem");
    assertThat(files.getOrDefault("layer2_sign.mem", "").lines())
        .hasSize(20)
        .allMatch(line -> line.length() == 18);
    assertThat(files.getOrDefault("layer2_plus.mem", "").lines())
        .hasSize(20)
        .allMatch(line -> line.length() == 9);
  }

  @Test
  void whatCannotBePackedSaysWhichLayerAndWhatCanBeDone() {
    var layers =
        new MlpDescription(List.of(5), Precision.REAL, Precision.BINARY)
            .layers(TensorShape.of(4), 2);
    var relu =
        new MlpDescription(List.of(5), Precision.BINARY, Precision.REAL)
            .layers(TensorShape.of(4), 2);

    assertThatThrownBy(() -> PackedNetwork.from(RandomNetworks.of(layers, 1)))
        .isInstanceOf(UnpackableException.class)
        .hasMessageContaining("layer 1 (dense)")
        .hasMessageContaining("real weights")
        .hasMessageContaining("as NPZ or ONNX");
    assertThatThrownBy(() -> PackedNetwork.from(RandomNetworks.of(relu, 1)))
        .hasMessageContaining("the activation after layer 1")
        .hasMessageContaining("hardtanh");
  }
}
