package org.hafnia.simulator.bench;

import java.util.Arrays;
import java.util.Map;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.MemoryEstimate;
import org.hafnia.simulator.training.TrainingSpec;

/**
 * Trains 784-4000-10 for an epoch on random pixels, or vgg-ternary with 32 filters in batches of
 * 200; prints estimate / peak of resident memory.
 */
final class MemoryProbe {

  private MemoryProbe() {}

  public static void main(String[] args) {
    boolean convolutions = args.length > 0 && args[0].equals("vgg-ternary");
    var data = convolutions ? pixels(600, 3, 32, 32) : pixels(8000, 28, 28);
    var spec = convolutions ? vgg() : Bench.spec(4000, Bench.weakReset(true, true), 8, 1, 1);
    Bench.complete(spec, data, 2);
    double estimate = MemoryEstimate.of(spec, data).bytes();
    System.out.println(estimate / Bench.residentBytes("VmHWM"));
  }

  private static TrainingSpec vgg() {
    var preset = Presets.find("vgg-ternary").orElseThrow();
    var usual = Bench.spec(1, Bench.ideal(), 1e-3, 1, 1);
    return new TrainingSpec(
        preset.network(preset.values(Map.of("filters", 32))),
        usual.hardware(),
        usual.optimizer(),
        usual.plan(),
        1,
        1,
        200);
  }

  /** So many samples to train on, and 1,000 to test on. */
  static Dataset pixels(int count, int... shape) {
    return Dataset.of("random", samples(count, shape), samples(1000, shape), 10, "random pixels");
  }

  private static Samples samples(int count, int... shape) {
    var random = RandomStream.of(1, "pixels", count);
    int features = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    byte[] pixels = new byte[count * features];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
      for (int j = 0; j < features; j += 8) {
        pixels[i * features + j] = (byte) (255 * random.uniform(i, j));
      }
    }
    return Samples.of(shape, pixels, labels);
  }
}
