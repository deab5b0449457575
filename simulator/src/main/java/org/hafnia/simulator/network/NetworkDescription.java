package org.hafnia.simulator.network;

import java.util.List;
import java.util.Set;

/** What a user asks for; turned into layers once the data set's shape is known. */
public sealed interface NetworkDescription permits LayerList, MlpDescription {

  /**
   * The layers from input to logits.
   *
   * @param input shape of a sample
   * @param classes number of logits, at least 2
   * @throws IllegalArgumentException if a layer would be too large or does not fit what enters it,
   *     with both shapes; a {@link LayerProblem} where the user described the layer
   */
  List<LayerDescription> layers(TensorShape input, int classes);

  /** Names of the layers in the order of {@link LayerDescription#walk}. */
  List<String> names();

  /** What values the weights of its layers take. */
  Set<Precision> precisions();
}
