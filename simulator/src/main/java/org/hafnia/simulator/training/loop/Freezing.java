package org.hafnia.simulator.training.loop;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Weighted;

/**
 * Layers that a training leaves as it found them: weights and bias of dense layers and
 * convolutions; gamma, beta and running statistics of batch norms, which then normalise by those
 * statistics. Devices that hold such weights get no more pulses; what reads do to them stays.
 *
 * @param layers for each layer that something can be learnt in, from input to output, whether it
 *     stays
 */
public record Freezing(List<Boolean> layers) {

  public Freezing {
    layers = List.copyOf(layers);
  }

  /**
   * The layers of the given names.
   *
   * @param names of all layers, in the order of {@link LayerDescription#walk}
   * @param frozen some of them; none for a training of all
   * @throws IllegalArgumentException for a name that no layer with parameters has, and if nothing
   *     would be left to learn, with the names there are
   */
  public static Freezing of(
      List<String> names, List<LayerDescription> described, List<String> frozen) {
    var learning = learning(names, described);
    for (var name : frozen) {
      if (!learning.contains(name)) {
        throw new IllegalArgumentException(
            "no layer %s can be frozen; those with parameters are %s"
                .formatted(name, String.join(", ", learning)));
      }
    }
    if (frozen.containsAll(learning)) {
      throw new IllegalArgumentException(
          "with %s frozen nothing is left to learn".formatted(String.join(", ", learning)));
    }
    return new Freezing(learning.stream().map(frozen::contains).toList());
  }

  /** Names of the layers that something can be learnt in, from input to output. */
  public static List<String> learning(List<String> names, List<LayerDescription> described) {
    var walked = LayerDescription.walk(described).toList();
    var learning = new ArrayList<String>();
    for (int i = 0; i < walked.size(); i++) {
      if (walked.get(i) instanceof Weighted || walked.get(i) instanceof BatchNorm) {
        learning.add(names.get(i));
      }
    }
    return learning;
  }
}
