package org.hafnia.simulator.network;

import java.util.List;

/** What a user asks for; turned into layers once the data set's shape is known. */
public sealed interface NetworkDescription permits MlpDescription {

  /**
   * The layers from input to logits.
   *
   * @param features values per sample, at least 1
   * @param classes number of logits, at least 2
   * @throws IllegalArgumentException if a layer would be too large, with both numbers
   */
  List<LayerDescription> layers(int features, int classes);

  /** What values the weights take. */
  Precision weights();
}
