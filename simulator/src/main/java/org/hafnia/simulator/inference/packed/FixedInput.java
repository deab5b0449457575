package org.hafnia.simulator.inference.packed;

import java.util.Optional;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.kernel.WordKernel;

/**
 * What is known of a test set that no draw changes: as much of the first layer as its errors leave
 * alone. Shared by all threads.
 */
public sealed interface FixedInput permits FixedDense, FixedWindows {

  /** Beyond, the layer is worked out anew in each draw. */
  long MOST_BYTES = 1L << 28;

  /** Answers of the first layer, one worker's own. */
  Answering answering(WordKernel kernel);

  /** Whether the images themselves are not looked at again. */
  boolean replacesInput();

  /** Of the first stage of a network; empty where it has no thresholds, or too much is known. */
  static Optional<FixedInput> of(PackedNetwork network, Samples images) {
    var stage = network.stages().getFirst();
    if (stage.sums().isEmpty() || stage.thresholds().isEmpty()) {
      return Optional.empty();
    }
    return stage.sums().orElseThrow().dense()
        ? FixedDense.of(network, images)
        : FixedWindows.of(network, images);
  }
}
