package org.hafnia.simulator.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.device.analog.AnalogPairs;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Dropout;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.LayerDescription.Residual;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;

/**
 * How much memory a training will need, from its spec alone; meant to be above the truth.
 *
 * @param parts bytes by what they are for
 */
public record MemoryEstimate(Map<String, Long> parts) {

  /**
   * Java and libtorch themselves, with what both keep back for reuse: up to 490 MB measured, at the
   * peak of 784-3000-10 on a busy machine.
   */
  private static final long RUNTIME = 500L << 20;

  /** Times the largest array while gradients walk back. */
  private static final int BACKWARD_ARRAYS = 2;

  /** Copies that the engine rearranges of what enters and leaves a convolution, while it works. */
  private static final int REARRANGED = 4;

  public MemoryEstimate {
    parts = Map.copyOf(parts);
  }

  /** What the training would need together with its data set. */
  public static MemoryEstimate of(TrainingSpec spec, Dataset data) {
    var input = TensorShape.of(data.train().shape());
    int samples = data.train().count() + data.test().count();
    return of(spec, input, data.classes(), data.train().encoding(), samples);
  }

  /**
   * What the training would need.
   *
   * @param input shape of a sample
   * @param encoding of its numbers
   * @param samples to train and to test on
   */
  public static MemoryEstimate of(
      TrainingSpec spec, TensorShape input, int classes, Encoding encoding, long samples) {
    var layers = spec.network().layers(input, classes);
    var weighted = LayerDescription.weighted(layers);
    long weights = weighted.stream().mapToLong(Weighted::size).sum();
    long largest = weighted.stream().mapToLong(Weighted::size).max().orElse(0);
    int features = input.size();
    long batch = Math.max(spec.batchSize(), spec.evaluationBatch());
    var parts = new LinkedHashMap<String, Long>();
    parts.put("runtime", RUNTIME);
    parts.put("dataset", samples * ((long) features * encoding.bytes() + 1 + 2 * Integer.BYTES));
    parts.put(
        "hardware", weighted.stream().mapToLong(layer -> bytes(spec.hardware(), layer)).sum());
    parts.put("optimizer", weights * spec.optimizer().rule().bytes());
    parts.put("weights", weights * Float.BYTES);
    parts.put("gradients", weights * Float.BYTES);
    // The copy that is kept when it ends: what is read, and what that was taken from.
    parts.put("model", weights * 2 * Float.BYTES);
    parts.put("scratch", largest * 2 * Float.BYTES);
    parts.put("batch", batch * (features + classes) * Float.BYTES);
    parts.put("activations", batch * activations(layers) * Float.BYTES);
    return new MemoryEstimate(parts);
  }

  /** The same for a cross-validation, which joins both parts of its data set in a copy. */
  public MemoryEstimate crossValidated() {
    var more = new LinkedHashMap<>(parts);
    more.put("folds", parts.getOrDefault("dataset", 0L));
    return new MemoryEstimate(more);
  }

  /** All parts together. */
  public long bytes() {
    return parts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Values per sample that are alive at the end of a forward pass and on the way back. */
  private static long activations(List<LayerDescription> layers) {
    long alive = 0;
    long widest = 0;
    long rearranged = 0;
    for (var layer : LayerDescription.walk(layers).toList()) {
      long output = layer.output().size();
      alive += output * arrays(layer);
      widest = Math.max(widest, output);
      if (layer instanceof Convolution) {
        rearranged = Math.max(rearranged, output + layer.input().size());
      }
    }
    return alive + BACKWARD_ARRAYS * widest + REARRANGED * rearranged;
  }

  /** Arrays as large as its output that a layer leaves behind in a forward pass. */
  private static int arrays(LayerDescription layer) {
    return switch (layer) {
      case Dense dense -> 1;
      // With a copy in the order that the engine's kernels want.
      case Convolution convolution -> 2;
      case BatchNorm norm -> 1;
      // Where the sign is taken: the sign, its surrogate, their difference, their sum.
      case Activation some -> some.function().precision() == Precision.REAL ? 1 : 4;
      // With the place of each largest value, 64 bits.
      case Pool pool -> pool.max() ? 3 : 1;
      case Dropout dropout -> 2;
      case Flatten flatten -> 0;
      // With fewer columns, still all rows.
      case Resize resize -> 1 + Math.ceilDiv(layer.input().size(), layer.output().size());
      case Residual residual -> 1;
    };
  }

  private static long bytes(Hardware hardware, Weighted layer) {
    boolean real = layer.weights() == Precision.REAL;
    long each =
        switch (hardware) {
          case Hardware.WeakReset on ->
              real ? Float.BYTES : WeakResetPairs.bytesPerPair(on.imperfections(), on.learning());
          case Hardware.PulseResponse on ->
              real && !on.realWeights() ? Float.BYTES : AnalogPairs.bytesPerPair(on.devices());
          case Hardware.Ideal ideal -> Float.BYTES;
          case Hardware.WithErrors latent -> Float.BYTES;
          case Hardware.Programmed latent -> Float.BYTES;
        };
    return layer.size() * each;
  }
}
