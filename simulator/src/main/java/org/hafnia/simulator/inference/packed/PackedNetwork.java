package org.hafnia.simulator.inference.packed;

import java.util.List;
import org.hafnia.simulator.inference.folding.Folding;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.model.TrainedNetwork;

/**
 * A trained network as the circuit computes it: sign(popcount(XNOR(W, X)) - T), layer by layer.
 * What libtorch computes in floats it decides the same way, but for real inputs next to a
 * threshold. Immutable; {@link PackedRun} computes with it.
 */
public final class PackedNetwork {

  private final TrainedNetwork model;
  private final List<Stage> stages;

  private PackedNetwork(TrainedNetwork model, List<Stage> stages) {
    this.model = model;
    this.stages = stages;
  }

  /**
   * Packs a network.
   *
   * @throws org.hafnia.simulator.inference.folding.UnpackableException where a layer has real
   *     weights, or gets values that are neither binary nor ternary nor sums of such
   */
  public static PackedNetwork from(TrainedNetwork model) {
    return new PackedNetwork(model, Folding.of(model));
  }

  /** What it was made from. */
  public TrainedNetwork model() {
    return model;
  }

  /** From input to logits. */
  public List<Stage> stages() {
    return stages;
  }
}
