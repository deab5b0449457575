package org.hafnia.simulator.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.blocks.EngineInfo;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.Hardware.TrainingErrors;
import org.hafnia.simulator.training.Resources;
import org.hafnia.simulator.training.Trainer;
import org.hafnia.simulator.training.TrainingListener;
import org.hafnia.simulator.training.TrainingSpec;

/**
 * What a step costs, relative to the same layers in plain DJL with real weights, its Adam and no
 * devices, on as many threads in the same run: wall time and CPU time of the process, the median of
 * rounds in which all take turns. Ratios to hold: ideal 1.1, with errors 1.3, weak-reset 2.0.
 */
final class PlainDjlBench {

  private static final int ROUNDS = 3;
  private static final String PLAIN = "plain DJL";
  private static final double ERROR_RATE = 0.01;

  private PlainDjlBench() {}

  /** A preset with the size of its samples; one round is so many steps. */
  private record Case(String preset, Map<String, Object> values, List<Integer> extents, Size size) {

    int[] shape() {
      return extents.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private record Size(int classes, int batch, int steps) {}

  private static List<Case> cases() {
    Map<String, Object> none = Map.of();
    return List.of(
        new Case("mlp", none, List.of(28, 28), new Size(10, 1000, 20)),
        new Case(
            "vgg-binarynet", Map.of("inflation", 0.25), List.of(3, 32, 32), new Size(10, 50, 8)),
        new Case(
            "vgg-ternary",
            Map.of("filters", 32, "weights", "binary"),
            List.of(3, 32, 32),
            new Size(10, 100, 10)),
        new Case("ecg-cnn", none, List.of(12, 750), new Size(2, 50, 40)),
        new Case("eeg-cnn", none, List.of(64, 640), new Size(2, 16, 8)),
        new Case("mobilenet-v1", Map.of("width", 0.5), List.of(3, 96, 96), new Size(10, 32, 10)));
  }

  /** Runs the cases whose presets {@code bench.presets} names, separated by commas, or all. */
  public static void main(String[] args) {
    int threads = EngineInfo.current().intraOpThreads();
    System.out.println(EngineInfo.current() + ", " + threads + " kernel threads");
    var wanted = System.getProperty("bench.presets", "");
    for (var one : cases()) {
      if (wanted.isEmpty() || List.of(wanted.split(",")).contains(one.preset())) {
        compare(one, threads);
      }
    }
  }

  /** Seconds per step. */
  private record Cost(double wall, double cpu) {}

  /** Measures from the end of the first step of an epoch to the end of its last one. */
  private static final class Meter implements TrainingListener {

    private final Resources clocks = Bench.resources(1);
    private final int steps;
    private int taken;
    private long wall;
    private long cpu;

    Meter(int steps) {
      this.steps = steps;
    }

    void step() {
      taken++;
      if (taken == 1) {
        wall = -clocks.wallNanos().getAsLong();
        cpu = -clocks.cpuNanos().getAsLong();
      } else if (taken == steps) {
        wall += clocks.wallNanos().getAsLong();
        cpu += clocks.cpuNanos().getAsLong();
      }
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
      step();
    }

    Cost cost() {
      if (taken != steps) {
        throw new IllegalStateException(taken + " steps, not " + steps);
      }
      return new Cost(1e-9 * wall / (steps - 1), 1e-9 * cpu / (steps - 1));
    }
  }

  private static void compare(Case one, int threads) {
    var preset = Presets.find(one.preset()).orElseThrow();
    var network = preset.network(preset.values(one.values()));
    var size = one.size();
    var data =
        Dataset.of(
            one.preset(),
            samples(size.batch() * size.steps(), one),
            samples(2, one),
            size.classes(),
            "random numbers");
    var layers = network.layers(TensorShape.of(one.shape()), size.classes());
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    try (var inDjl = new PlainNetwork(layers, size.batch())) {
      for (int round = 0; round <= ROUNDS; round++) {
        var found = new LinkedHashMap<String, Cost>();
        var meter = new Meter(size.steps());
        inDjl.epoch(data.train(), size.batch(), meter::step);
        found.put(PLAIN, meter.cost());
        for (var hardware : hardwares().entrySet()) {
          found.put(hardware.getKey(), cost(network, hardware.getValue(), data, size, threads));
        }
        // The first round, in which the JVM compiles, does not count.
        if (round > 0) {
          found.forEach(
              (name, cost) -> costs.computeIfAbsent(name, n -> new ArrayList<>()).add(cost));
        }
      }
    }
    var plain = costs.getOrDefault(PLAIN, List.of());
    costs.forEach((name, each) -> print(one.preset(), name, each, plain));
  }

  private static Cost cost(
      NetworkDescription network, Hardware hardware, Dataset data, Size size, int threads) {
    var usual = Bench.spec(1, hardware, hardware instanceof Hardware.WeakReset ? 8 : 1e-3, 1, 1);
    var spec =
        new TrainingSpec(network, hardware, usual.optimizer(), usual.plan(), 1, 1, size.batch());
    var meter = new Meter(size.steps());
    Trainer.train(spec, data, Bench.resources(threads), meter, Optional.empty());
    return meter.cost();
  }

  private static Map<String, Hardware> hardwares() {
    var hardwares = new LinkedHashMap<String, Hardware>();
    hardwares.put("ideal", Bench.ideal());
    hardwares.put(
        "errors",
        new Hardware.WithErrors(
            Optional.of(TrainingErrors.of(WeightErrors.at(ERROR_RATE))),
            List.of(),
            LatentSpec.USUAL));
    hardwares.put("weak-reset", Bench.weakReset(true, true));
    return hardwares;
  }

  private static void print(String preset, String name, List<Cost> costs, List<Cost> plain) {
    System.out.printf(
        "%-13s %-10s %8.1f ms a step, %5.2f of plain; CPU %8.1f ms, %5.2f of plain%n",
        preset,
        name,
        1e3 * median(costs, Cost::wall),
        median(costs, Cost::wall) / median(plain, Cost::wall),
        1e3 * median(costs, Cost::cpu),
        median(costs, Cost::cpu) / median(plain, Cost::cpu));
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> value) {
    double[] sorted = costs.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Samples samples(int count, Case one) {
    var random = RandomStream.of(1, "pixels", count);
    int features = Arrays.stream(one.shape()).reduce(1, Math::multiplyExact);
    byte[] pixels = new byte[count * features];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % one.size().classes());
      for (int j = 0; j < features; j++) {
        pixels[i * features + j] = (byte) (255 * random.uniform(i, j));
      }
    }
    return Samples.of(one.shape(), pixels, labels);
  }
}
