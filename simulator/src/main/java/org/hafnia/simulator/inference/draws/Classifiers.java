package org.hafnia.simulator.inference.draws;

import java.util.function.Supplier;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.folding.UnpackableException;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.packed.FixedInput;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.model.TrainedNetwork;

/**
 * Makes classifiers of one network and test set, one for each thread.
 *
 * @param engine what they compute with
 * @param maker makes one
 */
public record Classifiers(Engine engine, Supplier<Classifier> maker) {

  /** Packed where the network can be packed, else in floats. */
  public static Classifiers of(TrainedNetwork network, Samples images) {
    try {
      var packed = PackedNetwork.from(network);
      var kernel = WordKernel.best();
      var fixed = FixedInput.of(packed, images);
      return new Classifiers(
          kernel.simd() ? Engine.PACKED_SIMD : Engine.PACKED_SCALAR,
          () -> new PackedClassifier(packed, images, kernel, fixed));
    } catch (UnpackableException e) {
      return new Classifiers(Engine.FLOAT, () -> new FloatClassifier(network, images));
    }
  }

  /** Another one. */
  public Classifier make() {
    return maker.get();
  }
}
