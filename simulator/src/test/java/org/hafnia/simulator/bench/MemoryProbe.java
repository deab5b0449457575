package org.hafnia.simulator.bench;

import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.MemoryEstimate;

/** Trains 784-4000-10 for an epoch on random pixels; prints estimate / peak of resident memory. */
final class MemoryProbe {

  private MemoryProbe() {}

  public static void main(String[] args) {
    var data = Dataset.of("random", samples(8000), samples(1000), 10, "random pixels");
    var spec = Bench.spec(4000, Bench.weakReset(true, true), 8, 1, 1);
    Bench.complete(spec, data, 2);
    double estimate = MemoryEstimate.of(spec, data).bytes();
    System.out.println(estimate / Bench.residentBytes("VmHWM"));
  }

  private static Samples samples(int count) {
    var random = RandomStream.of(1, "pixels", count);
    byte[] pixels = new byte[count * 784];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
      for (int j = 0; j < 784; j += 8) {
        pixels[i * 784 + j] = (byte) (255 * random.uniform(i, j));
      }
    }
    return Samples.of(new int[] {28, 28}, pixels, labels);
  }
}
