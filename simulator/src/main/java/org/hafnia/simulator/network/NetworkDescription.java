package org.hafnia.simulator.network;

import java.util.List;

/** What a user asks for; turned into layers once the data set's shape is known. */
public sealed interface NetworkDescription permits MlpDescription {

  /**
   * The layers from input to logits.
   *
   * @param input shape of a sample
   * @param classes number of logits, at least 2
   * @throws IllegalArgumentException if a layer would be too large, with both numbers
   */
  List<LayerDescription> layers(TensorShape input, int classes);

  /** What values the weights take. */
  Precision weights();
}
