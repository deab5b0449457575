package org.hafnia.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogPairs;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.MemoryEstimate;
import org.hafnia.simulator.training.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryEstimateTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void isNotFarFromWhatAProcessOfItsOwnTakes() throws IOException {
    double estimateOverPeak = Double.parseDouble(probe("mlp"));

    assertThat(estimateOverPeak).as("estimate over peak of resident memory").isBetween(0.8, 1.8);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isAboveWhatConvolutionsTakeAndNotTwiceIt() throws IOException {
    double estimateOverPeak = Double.parseDouble(probe("vgg-ternary"));

    assertThat(estimateOverPeak).as("estimate over peak of resident memory").isBetween(1.0, 2.0);
  }

  /** What keeps convolutions in devices from taking much more than ideal ones. */
  @Test
  void devicesOfConvolutionsTakeNoMoreThanHalfAgainAndTheirState() {
    double ideal = SchemeMemory.estimate(Bench.ideal()).bytes();

    for (var scheme : SchemeMemory.hardwares().entrySet()) {
      assertThat((double) SchemeMemory.estimate(scheme.getValue()).bytes())
          .as(scheme.getKey())
          .isLessThanOrEqualTo(SchemeMemory.limit(ideal));
    }
    var array = (PulseResponseModel) DeviceModels.find("reram-array-om-2022").orElseThrow();
    assertThat(AnalogPairs.bytesPerPair(AnalogSpec.of(array)))
        .as("conductance and 8 bytes, for each of two devices")
        .isLessThanOrEqualTo(2 * (4 + 8));
  }

  @Test
  void growsWithEverythingThatTakesMemory() {
    long usual = bytes(1000, 3000, 70_000);

    assertThat(bytes(4000, 3000, 70_000) - usual).isGreaterThan(3000L * 3010 * 4 * 4);
    assertThat(bytes(1000, 6000, 70_000) - usual).isGreaterThan(3000L * 794 * 50);
    assertThat(bytes(1000, 3000, 140_000) - usual).isGreaterThan(70_000L * 784);
    assertThat(bytes(1000, 400_000, 70_000)).isGreaterThan(20L << 30);
  }

  private static long bytes(int batchSize, int hidden, long samples) {
    var usual = Bench.spec(hidden, Bench.weakReset(true, true), 8, 1, 1);
    var spec =
        new TrainingSpec(
            usual.network(), usual.hardware(), usual.optimizer(), usual.plan(), 1, 1, batchSize);
    return MemoryEstimate.of(spec, TensorShape.of(28, 28), 10, Encoding.of("u1"), samples).bytes();
  }

  private static String probe(String network) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx300m",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            MemoryProbe.class.getName(),
            network);
    var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (var out = process.getInputStream()) {
      // Whatever logs to the same stream comes before.
      return new String(out.readAllBytes(), UTF_8).lines().toList().getLast();
    }
  }
}
