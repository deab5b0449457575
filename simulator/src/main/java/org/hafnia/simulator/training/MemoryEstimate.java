package org.hafnia.simulator.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.device.analog.AnalogPairs;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;

/**
 * How much memory a training will need, from its spec alone; meant to be above the truth.
 *
 * @param parts bytes by what they are for
 */
public record MemoryEstimate(Map<String, Long> parts) {

  /** Java and libtorch themselves, with what both keep back for reuse: 300 to 400 MB measured. */
  private static final long RUNTIME = 450L << 20;

  /**
   * Arrays of batch x outputs alive at the end of a forward pass (sum, norm, surrogate, difference,
   * sign, activation) and two more while gradients walk back.
   */
  private static final int ACTIVATION_ARRAYS = 8;

  public MemoryEstimate {
    parts = Map.copyOf(parts);
  }

  /** What the training would need together with its data set. */
  public static MemoryEstimate of(TrainingSpec spec, Dataset data) {
    var input = TensorShape.of(data.train().shape());
    return of(spec, input, data.classes(), data.train().count() + data.test().count());
  }

  /**
   * What the training would need.
   *
   * @param input shape of a sample
   * @param samples to train and to test on
   */
  public static MemoryEstimate of(TrainingSpec spec, TensorShape input, int classes, long samples) {
    var layers = spec.network().layers(input, classes);
    long weights = layers.stream().mapToLong(MemoryEstimate::weights).sum();
    long largest = layers.stream().mapToLong(MemoryEstimate::weights).max().orElse(0);
    int features = input.size();
    long widths =
        layers.stream()
            .filter(Weighted.class::isInstance)
            .mapToLong(layer -> layer.output().size())
            .sum();
    long batch = Math.max(spec.batchSize(), Trainer.EVALUATION_BATCH);
    var parts = new LinkedHashMap<String, Long>();
    parts.put("runtime", RUNTIME);
    parts.put("dataset", Samples.bytes(samples, features) + samples * 2 * Integer.BYTES);
    parts.put("optimizer", weights * spec.optimizer().rule().bytes());
    parts.put("hardware", layers.stream().mapToLong(layer -> bytes(layer, spec.hardware())).sum());
    parts.put("weights", weights * Float.BYTES);
    parts.put("gradients", weights * Float.BYTES);
    parts.put("scratch", largest * 2 * Float.BYTES);
    parts.put("batch", batch * (features + classes) * Float.BYTES);
    parts.put("activations", batch * widths * ACTIVATION_ARRAYS * Float.BYTES);
    return new MemoryEstimate(parts);
  }

  /** All parts together. */
  public long bytes() {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long weights(LayerDescription layer) {
    return layer instanceof Weighted weighted ? weighted.size() : 0;
  }

  private static long bytes(LayerDescription layer, Hardware hardware) {
    if (!(layer instanceof Weighted weighted)) {
      return 0;
    }
    return weighted.size() * bytesPerWeight(hardware, weighted.weights() == Precision.REAL);
  }

  private static long bytesPerWeight(Hardware hardware, boolean real) {
    return switch (hardware) {
      case Hardware.WeakReset on ->
          real ? Float.BYTES : WeakResetPairs.bytesPerPair(on.imperfections(), on.learning());
      case Hardware.PulseResponse on ->
          real && !on.realWeights() ? Float.BYTES : AnalogPairs.bytesPerPair(on.devices());
      case Hardware.Ideal ideal -> Float.BYTES;
      case Hardware.WithErrors latent -> Float.BYTES;
      case Hardware.Programmed latent -> Float.BYTES;
    };
  }
}
