package org.hafnia.simulator.device.pairs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Times updates of 784 x 3000 pairs; runs only when asked for, see bench/devices.md. */
class PairsBench {

  private static final int PAIRS = 784 * 3000;
  private static final int WARM_UP = 8;
  private static final int UPDATES = 15;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** CPU time of the working threads, which a busy machine disturbs less than the wall's. */
  private static final LongAdder CPU_NANOS = new LongAdder();

  @Test
  void printsTimePerPair() throws InterruptedException {
    float[] update = typicalUpdate();
    System.out.printf(
        "%-30s %8s %8s %8s %10s %12s %8s%n",
        "", "best ns", "ns/pair", "cpu ns", "ms/update", "pairs/s", "made s");
    Imperfections all = Imperfections.all();
    Imperfections none = Imperfections.none();
    measure("all noises, vector", all, new VectorKernel(), 1, update);
    measure("all noises, vector, 2 threads", all, new VectorKernel(), 2, update);
    measure(
        "telegraph only, vector",
        new Imperfections(true, true, false, true),
        new VectorKernel(),
        1,
        update);
    measure(
        "pink only, vector",
        new Imperfections(true, false, true, true),
        new VectorKernel(),
        1,
        update);
    measure("no noise, vector", none, new VectorKernel(), 1, update);
    measure("all noises, scalar", all, new ScalarKernel(), 1, update);
    measure("no noise, scalar", none, new ScalarKernel(), 1, update);
  }

  private static void measure(
      String what, Imperfections on, BlockKernel kernel, int threads, float[] update)
      throws InterruptedException {
    WeakResetModel model = Hfo2WeakReset2021.model();
    long start = System.nanoTime();
    WeakResetPairs pairs =
        new WeakResetPairs(new PairSpec(model, on, LearningRule.PUBLISHED, 1, 0), PAIRS, kernel);
    double made = (System.nanoTime() - start) * 1e-9;
    float[] weight = new float[PAIRS];
    long[] nanos = new long[UPDATES];
    for (int i = -WARM_UP; i < UPDATES; i++) {
      if (i == 0) {
        CPU_NANOS.reset();
      }
      long before = System.nanoTime();
      apply(pairs, i + WARM_UP + 1, threads, update, weight);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - before;
      }
    }
    Arrays.sort(nanos);
    double median = nanos[UPDATES / 2];
    System.out.printf(
        "%-30s %8.2f %8.2f %8.2f %10.2f %12.3e %8.2f%n",
        what,
        nanos[0] / (double) PAIRS,
        median / PAIRS,
        CPU_NANOS.sum() / (double) PAIRS / UPDATES,
        median * 1e-6,
        PAIRS / (median * 1e-9),
        made);
  }

  private static void apply(
      WeakResetPairs pairs, long step, int threads, float[] update, float[] weight)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(threads);
    int share = Math.ceilDiv(PAIRS / WeakResetPairs.BLOCK, threads) * WeakResetPairs.BLOCK;
    for (int t = 0; t < threads; t++) {
      int from = t * share;
      int length = t == threads - 1 ? PAIRS - from : share;
      Thread.ofPlatform()
          .start(
              () -> {
                pairs.apply(step, from, length, update, weight);
                CPU_NANOS.add(THREADS.getCurrentThreadCpuTime());
                done.countDown();
              });
    }
    done.await();
  }

  /** 40 % of the pairs get 1 to 3 pulses, either side. */
  private static float[] typicalUpdate() {
    RandomStream stream = RandomStream.of(1, "bench", 0);
    float[] update = new float[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      double u = stream.uniform(i, 0);
      double n = 1 + Math.floor(3 * stream.uniform(i, 1));
      update[i] = (float) (u < 0.2 ? n : u < 0.4 ? -n : 0);
    }
    return update;
  }
}
