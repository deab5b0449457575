package org.hafnia.simulator.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.draws.Answers;
import org.hafnia.simulator.inference.draws.Classifier;
import org.hafnia.simulator.inference.draws.Classifiers;
import org.hafnia.simulator.inference.draws.Errors;
import org.hafnia.simulator.inference.draws.FloatClassifier;
import org.hafnia.simulator.inference.draws.QuantisedLayers;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.montecarlo.ErrorPoint;
import org.hafnia.simulator.inference.montecarlo.EvaluationListener;
import org.hafnia.simulator.inference.montecarlo.EvaluationPlan;
import org.hafnia.simulator.inference.montecarlo.Evaluations;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.blocks.EngineInfo;
import org.hafnia.simulator.network.blocks.plain.FloatNetwork;
import org.hafnia.simulator.network.presets.Presets;

/**
 * Packed inference against libtorch's floats, each on one thread: a dense layer, a draw of errors,
 * a convolutional network; then how it scales over threads and what it allocates. Networks are
 * random: no time depends on what they have learnt.
 */
final class PackedBench {

  private static final int INPUTS = 3072;
  private static final int UNITS = 3008;
  private static final int ROWS = 256;
  private static final int REPEATS = 5;
  private static final double SECONDS = 1;
  private static final double RATE = 1e-3;

  private static final int VECTOR_BITS = 512;
  private static final long CHAIN = 2_000_000;
  private static final int CYCLES_PER_LINK = 4;

  /** Where the chain ends, so that it is not left out. */
  @SuppressWarnings("unused")
  private static volatile long chained;

  private PackedBench() {}

  public static void main(String[] args) {
    System.setProperty(EngineInfo.INTRA_OP_THREADS_PROPERTY, "1");
    System.out.println(EngineInfo.current());
    dense();
    draws(mlp(), digits(10_000), "784-3000-10, 10,000 images");
    draws(vgg(), textures(256), "vgg-ternary N = 64, 256 images of 3 x 32 x 32");
    threads();
  }

  /** Best of some repeats, in seconds of this thread's CPU per call. */
  private static double cpuSeconds(Runnable work) {
    var bean = ManagementFactory.getThreadMXBean();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      int calls = 0;
      long from = bean.getCurrentThreadCpuTime();
      while (bean.getCurrentThreadCpuTime() - from < SECONDS * 1e9 / REPEATS || calls == 0) {
        work.run();
        calls++;
      }
      best = Math.min(best, 1e-9 * (bean.getCurrentThreadCpuTime() - from) / calls);
    }
    return best;
  }

  private static void dense() {
    double products = (double) INPUTS * UNITS * ROWS;
    double packed = cpuSeconds(new PackedProduct());
    var layer = new Dense(INPUTS, UNITS, false, Precision.BINARY);
    var network = RandomNetworks.of(List.of(layer), 1);
    float[] out = new float[ROWS * UNITS];
    try (var floats = new FloatNetwork(network.layers(), ROWS, network::values)) {
      double real = cpuSeconds(() -> floats.run(ROWS, Optional.empty(), out));
      System.out.printf(
          "dense %d -> %d, %d rows: packed %.0f G products/s, float %.0f G/s: %.1f times%n",
          INPUTS, UNITS, ROWS, products / packed * 1e-9, products / real * 1e-9, real / packed);
    }
    double limit = cpuSeconds(new PopcountLimit());
    double words = PopcountLimit.PRODUCTS / limit;
    System.out.printf(
        "the same kernel on a tile in the first cache: %.0f G bits/s; the layer runs at %.0f %%%n",
        words * 1e-9, 100 * products / packed / words);
    double cycles = cyclesPerSecond();
    System.out.printf(
        "clock %.2f GHz: %.2f 512-bit popcounts a cycle in the layer, %.2f in the first cache%n",
        cycles * 1e-9, products / packed / VECTOR_BITS / cycles, words / VECTOR_BITS / cycles);
  }

  /**
   * The core's clock: a chain of an exclusive or (1 cycle) and a product (3 cycles), each waiting
   * for the one before.
   */
  private static double cyclesPerSecond() {
    double best = cpuSeconds(PackedBench::chain);
    return (double) CHAIN * CYCLES_PER_LINK / best;
  }

  private static void chain() {
    long x = 1;
    for (long i = 0; i < CHAIN; i++) {
      x = (x ^ i) * 0x9E3779B97F4A7C15L;
    }
    chained = x;
  }

  /** One binary layer with its thresholds, as the packed engine computes it. */
  private static final class PackedProduct implements Runnable {

    private static final int WORDS = INPUTS / Long.SIZE;
    private static final int TILES = UNITS / WordKernel.TILE;

    private final WordKernel kernel = WordKernel.best();
    private final long[] weights = new long[TILES * WORDS * WordKernel.TILE];
    private final long[] rows = new long[ROWS * WORDS];
    private final long[] limits = new long[UNITS];
    private final long[] count = new long[2 * WordKernel.TILE];
    private final long[] signs = new long[ROWS * TILES];

    PackedProduct() {
      fill(weights);
      fill(rows);
      java.util.Arrays.fill(limits, INPUTS / 2);
    }

    static void fill(long[] words) {
      for (int i = 0; i < words.length; i++) {
        words[i] = (i + 1) * 0x9E3779B97F4A7C15L;
      }
    }

    @Override
    public void run() {
      for (int tile = 0; tile < TILES; tile++) {
        int at = tile * WORDS * WordKernel.TILE;
        int unit = tile * WordKernel.TILE;
        for (int row = 0; row < ROWS; row += 2) {
          kernel.binary(weights, at, WORDS, rows, row * WORDS, (row + 1) * WORDS, count);
          signs[row * TILES + tile] = kernel.atMost(count, 0, limits, unit);
          signs[(row + 1) * TILES + tile] = kernel.atMost(count, WordKernel.TILE, limits, unit);
        }
      }
    }
  }

  /** The same kernel on one tile that stays in the first cache: what popcounts alone allow. */
  private static final class PopcountLimit implements Runnable {

    private static final int WORDS = 32;
    private static final int CALLS = 20_000;
    static final double PRODUCTS = 2.0 * CALLS * WORDS * Long.SIZE * WordKernel.TILE;

    private final WordKernel kernel = WordKernel.best();
    private final long[] weights = new long[WORDS * WordKernel.TILE];
    private final long[] row = new long[2 * WORDS];
    private final long[] count = new long[2 * WordKernel.TILE];

    PopcountLimit() {
      PackedProduct.fill(weights);
      PackedProduct.fill(row);
    }

    @Override
    public void run() {
      for (int i = 0; i < CALLS; i++) {
        kernel.binary(weights, 0, WORDS, row, 0, WORDS, count);
      }
    }
  }

  private static void draws(TrainedNetwork network, Samples images, String name) {
    var errors = QuantisedLayers.of(network, Set.of()).errors(WeightErrors.at(RATE), 0, 1);
    int[] labels = IntStream.range(0, images.count()).map(images::label).toArray();
    var answers = new Answers(labels, network.classes());
    var classifiers = Classifiers.of(network, images);
    try (var packed = classifiers.make();
        var floats = new FloatClassifier(network, images)) {
      double fast = draw(packed, errors, answers);
      double slow = draw(floats, errors, answers);
      System.out.printf(
          "%s, errors at %s in all layers: %s %.4f CPU-s per draw, float %.3f: %.1f times%n",
          name, RATE, classifiers.engine().word(), fast, slow, slow / fast);
      System.out.printf(
          "allocated by a packed draw: %d bytes%n", allocated(packed, errors, answers));
    }
  }

  /** Best of some, in CPU seconds. */
  private static double draw(Classifier classifier, Errors errors, Answers answers) {
    long[] draw = {0};
    return cpuSeconds(() -> classifier.run(Optional.of(errors), draw[0]++, answers, () -> false));
  }

  private static long allocated(Classifier classifier, Errors errors, Answers answers) {
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    // The first time links what this method itself calls: 28 kB.
    for (int i = 0; i < 2; i++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      classifier.run(Optional.of(errors), i, answers, () -> false);
      bytes = bean.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }

  private static void threads() {
    var images = digits(10_000);
    var data = Dataset.of("random digits", images, images, 10, "made by a program");
    var plan = EvaluationPlan.of(List.of(ErrorPoint.bitErrorRate(RATE)), 300, 1);
    var network = mlp();
    double[] seconds = new double[2];
    double[] cpu = new double[2];
    var process = Bench.resources(1).cpuNanos();
    for (int threads = 1; threads <= 2; threads++) {
      long start = start(network, data, threads);
      long from = System.nanoTime();
      long cpuFrom = process.getAsLong();
      evaluate(network, data, plan, threads);
      seconds[threads - 1] = 1e-9 * (System.nanoTime() - from - start);
      cpu[threads - 1] = 1e-9 * (process.getAsLong() - cpuFrom);
    }
    System.out.printf(
        "300 draws of 784-3000-10: 1 thread %.2f s (CPU %.2f), 2 threads %.2f s (CPU %.2f):"
            + " %.2f times%n",
        seconds[0], cpu[0], seconds[1], cpu[1], seconds[0] / seconds[1]);
  }

  private static void evaluate(
      TrainedNetwork network, Dataset data, EvaluationPlan plan, int threads) {
    var result = Evaluations.run(network, data, plan, threads, new EvaluationListener() {});
    if (result.isEmpty()) {
      throw new IllegalStateException("nobody has cancelled it");
    }
  }

  /** Nanoseconds of an evaluation of one draw: making ready. */
  private static long start(TrainedNetwork network, Dataset data, int threads) {
    var plan = EvaluationPlan.of(List.of(ErrorPoint.bitErrorRate(RATE)), 1, 1);
    long from = System.nanoTime();
    evaluate(network, data, plan, threads);
    return System.nanoTime() - from;
  }

  private static TrainedNetwork mlp() {
    var network = new MlpDescription(List.of(3000), Precision.BINARY, Precision.BINARY);
    return RandomNetworks.of(network.layers(TensorShape.of(28, 28), 10), 1);
  }

  private static TrainedNetwork vgg() {
    var preset = Presets.find("vgg-ternary").orElseThrow();
    var network = preset.network(preset.values(Map.of()));
    return RandomNetworks.of(network.layers(TensorShape.of(3, 32, 32), 10), 1);
  }

  private static Samples digits(int count) {
    return RandomNetworks.pixels(new int[] {28, 28}, 10, count, 1).test();
  }

  private static Samples textures(int count) {
    return RandomNetworks.pixels(new int[] {3, 32, 32}, 10, count, 1).test();
  }
}
