package org.hafnia.simulator.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.network.blocks.EngineInfo;
import org.hafnia.simulator.optimizer.LatentPlane;
import org.hafnia.simulator.training.Hardware;

/**
 * Time of a step of 784-3000-10, batch 1000, in each scheme, against its forward and backward pass
 * and against ideal weights in the same run. Each scheme runs one epoch of MNIST after one that is
 * not counted.
 */
final class SchemeBench {

  private static final int HIDDEN = 3000;

  private SchemeBench() {}

  public static void main(String[] args) {
    var mnist = Bench.mnist();
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
    double ideal = 0;
    for (Map.Entry<String, Hardware> scheme : schemes.entrySet()) {
      double seconds = step(scheme.getKey(), scheme.getValue(), mnist, ideal);
      ideal = ideal == 0 ? seconds : ideal;
    }
  }

  private static double step(String name, Hardware hardware, Dataset mnist, double ideal) {
    int threads = Runtime.getRuntime().availableProcessors();
    double rate = hardware instanceof Hardware.WeakReset ? 8 : 1e-3;
    var warm = Bench.spec(HIDDEN, hardware, rate, 1, 1);
    Bench.complete(warm, mnist, threads);
    var result = Bench.complete(warm, mnist, threads);
    int steps = mnist.train().count() / warm.batchSize();
    var t = result.timings();
    double whole = (t.forwardBackward() + t.update() + t.data()) / steps;
    System.out.printf(
        "%-36s %6.1f ms per step, %.2f of ideal; forward and backward %.1f ms, update %.1f ms%n",
        name,
        1e3 * whole,
        ideal == 0 ? 1 : whole / ideal,
        1e3 * t.forwardBackward() / steps,
        1e3 * t.update() / steps);
    return whole;
  }

  private static Hardware errors(double rate) {
    return new Hardware.WithErrors(
        Optional.of(WeightErrors.at(rate)), List.of(), LatentPlane.TERNARY_THRESHOLD);
  }

  private static Hardware analog(String preset) {
    var model = (PulseResponseModel) DeviceModels.find(preset).orElseThrow();
    return new Hardware.PulseResponse(AnalogSpec.of(model), false, LatentPlane.TERNARY_THRESHOLD);
  }
}
