package org.hafnia.simulator.inference.packed;

import java.util.Optional;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.sums.Answering;

/**
 * What is known of a test set that no draw changes: as much of the first layer as its errors leave
 * alone. Shared by all threads.
 */
public sealed interface FixedInput permits FixedDense, FixedWindows, PlainBytes {

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
    var kept =
        stage.sums().orElseThrow().dense()
            ? FixedDense.of(network, images)
            : FixedWindows.of(network, images);
    return kept.or(() -> bytes(network, images));
  }

  /** As above, with nothing kept but that the images are plain bytes; empty where they are not. */
  static Optional<FixedInput> bytes(PackedNetwork network, Samples images) {
    var stage = network.stages().getFirst();
    return plain(images) && stage.sums().isPresent() && stage.thresholds().isPresent()
        ? Optional.of(new PlainBytes(stage, network.model().values("layer1.weight")))
        : Optional.empty();
  }

  /** Whether images are read as p / 255. */
  static boolean plain(Samples images) {
    return images.encoding() == Encoding.UNSIGNED_BYTES && images.normalisation().isEmpty();
  }
}
