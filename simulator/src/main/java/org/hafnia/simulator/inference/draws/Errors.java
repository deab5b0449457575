package org.hafnia.simulator.inference.draws;

import java.util.Optional;
import java.util.Set;
import org.hafnia.simulator.array.weights.WeightChannel;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.array.weights.WeightModel;
import org.hafnia.simulator.random.RandomStream;

/**
 * What happens to weights and activations at one point. Errors are addressed by
 *
 * <pre>
 *   weights      (seed, layer),       draw, weight in the layer's row-major order
 *   activations  (seed, activation),  draw * images + image, value in the sample's order
 * </pre>
 *
 * so that they depend neither on threads nor on the engine that computes the network.
 */
public final class Errors {

  private final double activationErrorRate;
  private final long seed;
  private final Set<Integer> layers;
  private final Optional<WeightChannel> binary;
  private final Optional<WeightChannel> ternary;

  /**
   * Makes the channels of the precisions that the network has.
   *
   * @param layers that have errors, counted from 1
   * @param hasBinary whether one of them has binary weights
   * @param hasTernary whether one of them has ternary weights
   */
  public Errors(
      WeightModel model,
      double activationErrorRate,
      long seed,
      Set<Integer> layers,
      boolean hasBinary,
      boolean hasTernary) {
    this.activationErrorRate = activationErrorRate;
    this.seed = seed;
    this.layers = Set.copyOf(layers);
    this.binary = hasBinary ? Optional.of(model.channel(false)) : Optional.empty();
    this.ternary = hasTernary ? Optional.of(model.channel(true)) : Optional.empty();
  }

  /** Whether a layer has errors of its weights; counted from 1. */
  public boolean hit(int layer) {
    return layers.contains(layer);
  }

  /** What happens to the weights of a layer that is hit. */
  public WeightChannel weights(boolean ternaryWeights) {
    return (ternaryWeights ? ternary : binary).orElseThrow();
  }

  /** Key of the errors of a layer's weights; layers are counted from 1. */
  public long weightKey(int layer) {
    return RandomStream.of(seed, "evaluation/weights", layer).key();
  }

  /** Whether activations have errors. */
  public boolean hitsActivations() {
    return activationErrorRate > 0;
  }

  /** What happens to the activations of a sample. */
  public WeightChannel activations(boolean ternaryValues) {
    return WeightErrors.at(activationErrorRate).channel(ternaryValues);
  }

  /** Key of the errors of an activation; they are counted from 0. */
  public long activationKey(int activation) {
    return RandomStream.of(seed, "evaluation/activations", activation).key();
  }
}
