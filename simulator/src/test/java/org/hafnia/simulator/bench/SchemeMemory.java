package org.hafnia.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.MemoryEstimate;
import org.hafnia.simulator.training.TrainingSpec;

/**
 * Memory of a training of convolutions in each scheme, each in a process of its own: vgg-ternary
 * with 64 filters and binary weights, batches of 100. To hold: 1.5 times that of ideal weights, and
 * 12 bytes a device: its resistance and 8 bytes more.
 */
final class SchemeMemory {

  private static final TensorShape INPUT = TensorShape.of(3, 32, 32);
  private static final int CLASSES = 10;
  private static final int BATCH = 100;
  private static final double MOST_OF_IDEAL = 1.5;
  private static final int MOST_PER_DEVICE = 12;
  private static final int DEVICES_PER_WEIGHT = 2;

  private SchemeMemory() {}

  static Map<String, Hardware> hardwares() {
    var array = (PulseResponseModel) DeviceModels.find("reram-array-om-2022").orElseThrow();
    var hardwares = new LinkedHashMap<String, Hardware>();
    hardwares.put("ideal", Bench.ideal());
    hardwares.put("weak-reset", Bench.weakReset(true, true));
    hardwares.put("pulse-response", new Hardware.PulseResponse(AnalogSpec.of(array), false, 0));
    return hardwares;
  }

  static TrainingSpec spec(Hardware hardware) {
    var preset = Presets.find("vgg-ternary").orElseThrow();
    var usual = Bench.spec(1, hardware, hardware instanceof Hardware.WeakReset ? 8 : 1e-3, 1, 1);
    return new TrainingSpec(
        preset.network(preset.values(Map.of("filters", 64, "weights", "binary"))),
        hardware,
        usual.optimizer(),
        usual.plan(),
        1,
        1,
        BATCH);
  }

  /** Bytes by what they hold; the data set is left out. */
  static MemoryEstimate estimate(Hardware hardware) {
    return MemoryEstimate.of(
        spec(hardware), INPUT, CLASSES, MemoryProbe.pixels(2, 3, 32, 32).train().encoding(), 2);
  }

  /** Of the network, where every weight is held by devices. */
  static long devices() {
    var layers = spec(Bench.ideal()).network().layers(INPUT, CLASSES);
    return LayerDescription.weighted(layers).stream()
        .filter(layer -> layer.weights() != Precision.REAL)
        .mapToLong(Weighted::size)
        .map(weights -> DEVICES_PER_WEIGHT * weights)
        .sum();
  }

  /** Most that a scheme may take, by what ideal weights take. */
  static double limit(double ideal) {
    return MOST_OF_IDEAL * ideal + (double) MOST_PER_DEVICE * devices();
  }

  /** Without arguments each scheme in turn; with one, that scheme in this process. */
  public static void main(String[] args) {
    if (args.length > 0) {
      var hardware = Objects.requireNonNull(hardwares().get(args[0]), args[0]);
      Bench.complete(spec(hardware), MemoryProbe.pixels(400, 3, 32, 32), 1);
      System.out.println(Bench.residentBytes("VmHWM"));
      return;
    }
    double ideal = 0;
    for (var scheme : hardwares().entrySet()) {
      double peak = peak(scheme.getKey());
      ideal = ideal == 0 ? peak : ideal;
      var parts = estimate(scheme.getValue()).parts();
      System.out.printf(
          "%-14s peak %6.0f MB, %4.2f of ideal, %4.2f of the limit; of weights and devices"
              + " %5.1f bytes a weight%n",
          scheme.getKey(),
          peak / 1e6,
          peak / ideal,
          peak / limit(ideal),
          DEVICES_PER_WEIGHT
              * (double) (parts.getOrDefault("hardware", 0L) + parts.getOrDefault("optimizer", 0L))
              / devices());
    }
  }

  private static double peak(String scheme) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx900m",
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            SchemeMemory.class.getName(),
            scheme);
    try {
      var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      try (var out = process.getInputStream()) {
        var lines = new String(out.readAllBytes(), UTF_8).lines().toList();
        return Double.parseDouble(lines.getLast());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
