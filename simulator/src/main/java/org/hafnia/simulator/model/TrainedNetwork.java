package org.hafnia.simulator.model;

import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.TensorShape;

/**
 * A trained network: its layers, and the numbers it computes with. Layers with weights are counted
 * from 1, from input to output, those within residual layers included (body, then shortcut).
 *
 * <p>Names of the arrays: {@code layerN.weight} (outputs x inputs, or filters x channels per group
 * x kernel) holds the weights as they are read: exactly -1 or 1 where they are binary, -1, 0 or 1
 * where they are ternary; {@code layerN.bias}; {@code layerN.gamma}, {@code .beta}, {@code .mean}
 * and {@code .variance} of a batch norm after layer N ({@code layerN.2.gamma} of a second one).
 *
 * @param layers every size known, from input to output
 * @param arrays parameters, then the statistics of batch norms, each from input to output
 */
public record TrainedNetwork(List<LayerDescription> layers, List<NamedArray> arrays) {

  public TrainedNetwork {
    layers = List.copyOf(layers);
    arrays = List.copyOf(arrays);
    var names = new HashSet<String>();
    for (var array : arrays) {
      if (!names.add(array.name())) {
        throw new IllegalArgumentException("two arrays have the name " + array.name());
      }
    }
  }

  /** Shape of a sample. */
  public TensorShape input() {
    return layers.getFirst().input();
  }

  /** Logits of a sample. */
  public int classes() {
    return layers.getLast().output().size();
  }

  /** The array of that name, if there is one. */
  public Optional<NamedArray> array(String name) {
    return arrays.stream().filter(array -> array.name().equals(name)).findFirst();
  }

  /** The values of the array of that name, which the network must have. */
  public FloatBuffer values(String name) {
    return array(name)
        .orElseThrow(() -> new IllegalArgumentException("the network has no array " + name))
        .values();
  }
}
