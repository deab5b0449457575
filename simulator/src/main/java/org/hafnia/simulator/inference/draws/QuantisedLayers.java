package org.hafnia.simulator.inference.draws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.weights.WeightModel;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.Precision;

/**
 * The layers of a network whose weights can have errors: binary and ternary ones.
 *
 * @param layers from input to output
 */
public record QuantisedLayers(List<Layer> layers) {

  public QuantisedLayers {
    layers = List.copyOf(layers);
  }

  /**
   * One of them.
   *
   * @param number counts the layers with weights from 1
   * @param weights how many it has
   * @param zeros among them
   */
  public record Layer(int number, boolean ternary, int weights, int zeros) {}

  /**
   * Chooses layers.
   *
   * @param chosen numbers of layers with weights, counted from 1; empty for all that are binary or
   *     ternary
   * @throws IllegalArgumentException if a chosen one has real weights or does not exist, or if
   *     there is none
   */
  public static QuantisedLayers of(TrainedNetwork network, Set<Integer> chosen) {
    var all = LayerDescription.weighted(network.layers());
    var layers = new ArrayList<Layer>();
    for (int number = 1; number <= all.size(); number++) {
      if (all.get(number - 1).weights() != Precision.REAL) {
        layers.add(layer(network, number, all.get(number - 1).weights() == Precision.TERNARY));
      }
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "the network has real weights only: errors are those of binary and ternary ones. Real"
              + " weights on devices are what a training on hardware of scheme pulse-response"
              + " tests");
    }
    var numbers = layers.stream().map(Layer::number).toList();
    for (int number : chosen) {
      if (!numbers.contains(number)) {
        throw new IllegalArgumentException(
            "layer %d has no binary or ternary weights; layers that have: %s"
                .formatted(number, numbers));
      }
    }
    return new QuantisedLayers(
        layers.stream()
            .filter(layer -> chosen.isEmpty() || chosen.contains(layer.number))
            .toList());
  }

  private static Layer layer(TrainedNetwork network, int number, boolean ternary) {
    var weights = network.values("layer" + number + ".weight");
    long zeros = IntStream.range(0, weights.limit()).filter(i -> weights.get(i) == 0).count();
    return new Layer(number, ternary, weights.limit(), Math.toIntExact(zeros));
  }

  /** What a model of errors, and a rate of those of activations, do to these layers. */
  public Errors errors(WeightModel model, double activationErrorRate, long seed) {
    return new Errors(
        model,
        activationErrorRate,
        seed,
        layers.stream().map(Layer::number).collect(Collectors.toUnmodifiableSet()),
        layers.stream().anyMatch(layer -> !layer.ternary),
        layers.stream().anyMatch(Layer::ternary));
  }

  /** Whether one of them has ternary weights. */
  public boolean hasTernary() {
    return layers.stream().anyMatch(Layer::ternary);
  }

  /** Share of their weights that are read wrong, without chance. */
  public double expectedErrorRate(WeightModel model) {
    double wrong = 0;
    long all = 0;
    for (var layer : layers) {
      double zeroShare = (double) layer.zeros / layer.weights;
      wrong += layer.weights * model.errorRate(layer.ternary, zeroShare);
      all += layer.weights;
    }
    return wrong / all;
  }
}
