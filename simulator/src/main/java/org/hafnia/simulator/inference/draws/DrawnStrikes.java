package org.hafnia.simulator.inference.draws;

import java.util.List;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.Precision;

/**
 * The errors of activations in one draw.
 *
 * @param ternary whether each of the activations that give signs is
 * @param first address of the first image: draw times images
 */
record DrawnStrikes(Errors errors, List<Boolean> ternary, long first) implements Strikes {

  /** Which of a network's activations that give signs are ternary. */
  static List<Boolean> ternary(TrainedNetwork network) {
    return LayerDescription.walk(network.layers())
        .filter(Activation.class::isInstance)
        .map(layer -> ((Activation) layer).function().precision())
        .filter(precision -> precision != Precision.REAL)
        .map(precision -> precision == Precision.TERNARY)
        .toList();
  }

  @Override
  public boolean any() {
    return errors.hitsActivations();
  }

  @Override
  public void strike(int activation, int image, float[] values, int count) {
    var channel = errors.activations(ternary.get(activation));
    channel.pass(errors.activationKey(activation), first + image, 0, count, values);
  }
}
