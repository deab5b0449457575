package org.hafnia.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.training.Trainer;
import org.hafnia.simulator.training.TrainingListener;

/**
 * Throughput of two trainings at once, a thread each, relative to one with two threads: 784-3000-10
 * on weak-RESET devices with all imperfections. libtorch's threads are fixed for a process, so each
 * has one of its own; they take turns.
 */
final class SideBySide {

  private static final int ROUNDS = 3;
  private static final int BATCH = 1000;
  private static final int STEPS = 12;

  /** Steps in which the JVM compiles. */
  private static final int WARM_UP = 4;

  private SideBySide() {}

  /** With a number of trainings it is one of the processes, without it starts them. */
  public static void main(String[] args) {
    if (args.length > 0) {
      System.out.println(stepsPerSecond(Integer.parseInt(args[0])));
      return;
    }
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double one = process(1);
      double two = process(2);
      ratios[round] = two / one;
      System.out.printf(
          "one training on two threads %.2f steps a second, two on one each %.2f together: %.2f%n",
          one, two, ratios[round]);
    }
    System.out.printf("median ratio %.2f%n", middle(ratios));
  }

  private static double middle(double[] ratios) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double process(int trainings) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + (trainings == 1 ? 2 : 1),
            "-cp",
            System.getProperty("java.class.path"),
            SideBySide.class.getName(),
            Integer.toString(trainings));
    try {
      var process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      try (var out = process.getInputStream()) {
        return Double.parseDouble(new String(out.readAllBytes(), UTF_8).lines().toList().getLast());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all trainings together, from the moment when each is warm to the end of the first. */
  private static double stepsPerSecond(int trainings) {
    var data = data();
    var warm = new CountDownLatch(trainings);
    var begin = new AtomicLong();
    var ends = new AtomicLong(Long.MAX_VALUE);
    var steps = new AtomicLong();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < trainings; i++) {
      var listener =
          new TrainingListener() {
            @Override
            public void batch(int epoch, int batch, int batches, double loss) {
              if (batch == WARM_UP) {
                warm.countDown();
                await(warm);
                begin.compareAndSet(0, System.nanoTime());
              } else if (batch > WARM_UP && ends.get() == Long.MAX_VALUE) {
                steps.incrementAndGet();
              }
              if (batch == batches) {
                ends.accumulateAndGet(System.nanoTime(), Math::min);
              }
            }
          };
      int seed = i + 1;
      threads.add(Thread.ofPlatform().start(() -> train(data, seed, 2 / trainings, listener)));
    }
    threads.forEach(SideBySide::join);
    return steps.get() / (1e-9 * (ends.get() - begin.get()));
  }

  private static void train(Dataset data, int seed, int threads, TrainingListener listener) {
    var spec = Bench.spec(3000, Bench.weakReset(true, true), 8, seed, 1);
    Trainer.train(spec, data, Bench.resources(threads), listener, Optional.empty());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Dataset data() {
    return Dataset.of(
        "random", samples(BATCH * (WARM_UP + STEPS)), samples(10), 10, "random pixels");
  }

  private static Samples samples(int count) {
    byte[] pixels = new byte[count * 28 * 28];
    new Random(1).nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
    }
    return Samples.of(new int[] {28, 28}, pixels, labels);
  }
}
