package org.hafnia.simulator.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.network.blocks.EngineInfo;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.Hardware.TrainingErrors;

/**
 * Time of a step of 784-3000-10, batch 1000, in each scheme, against ideal weights in the same run.
 * Each scheme runs one epoch of 20,000 digits of MNIST after one that is not counted. CPU time,
 * evaluation included, is what a busy machine disturbs least.
 */
final class SchemeBench {

  private static final int HIDDEN = 3000;
  private static final int TRAIN = 20_000;
  private static final int TEST = 1000;

  private SchemeBench() {}

  public static void main(String[] args) {
    var all = Bench.mnist();
    var mnist =
        Dataset.of(
            "mnist-part", all.train().first(TRAIN), all.test().first(TEST), all.classes(), "part");
    System.out.println(EngineInfo.current());
    var schemes = new LinkedHashMap<String, Hardware>();
    schemes.put("ideal", Bench.ideal());
    for (double rate : List.of(1e-3, 4e-2, 0.1)) {
      schemes.put("errors at " + rate, errors(rate));
    }
    schemes.put("weak-reset", Bench.weakReset(true, true));
    for (String preset : List.of("ecram-tang-2018", "reram-es-gong-2018", "reram-array-om-2022")) {
      schemes.put("pulse-response " + preset, analog(preset));
    }
    var ideal = Cost.NONE;
    for (var scheme : schemes.entrySet()) {
      var cost = cost(scheme.getValue(), mnist);
      ideal = ideal.equals(Cost.NONE) ? cost : ideal;
      System.out.printf(
          "%-36s %6.1f ms per step, %.2f of ideal; update %.1f ms; CPU %.1f ms, %.2f of ideal%n",
          scheme.getKey(),
          1e3 * cost.wall(),
          cost.wall() / ideal.wall(),
          1e3 * cost.update(),
          1e3 * cost.cpu(),
          cost.cpu() / ideal.cpu());
    }
  }

  /** Seconds per step. */
  private record Cost(double wall, double update, double cpu) {
    static final Cost NONE = new Cost(0, 0, 0);
  }

  private static Cost cost(Hardware hardware, Dataset mnist) {
    int threads = Runtime.getRuntime().availableProcessors();
    double rate = hardware instanceof Hardware.WeakReset ? 8 : 1e-3;
    var spec = Bench.spec(HIDDEN, hardware, rate, 1, 1);
    Bench.complete(spec, mnist, threads);
    var result = Bench.complete(spec, mnist, threads);
    int steps = TRAIN / spec.batchSize();
    var t = result.timings();
    return new Cost(
        (t.forwardBackward() + t.update() + t.data()) / steps,
        t.update() / steps,
        result.epochs().getLast().cpuSeconds() / steps);
  }

  private static Hardware errors(double rate) {
    return new Hardware.WithErrors(
        Optional.of(TrainingErrors.of(WeightErrors.at(rate))), List.of(), LatentSpec.USUAL);
  }

  private static Hardware analog(String preset) {
    var model = (PulseResponseModel) DeviceModels.find(preset).orElseThrow();
    return new Hardware.PulseResponse(
        AnalogSpec.of(model), false, LatentSpec.USUAL.ternaryThreshold());
  }
}
