package org.hafnia.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Dense;

/**
 * Preset {@code mlp}: fully connected layers, each with bias and batch norm, an activation after
 * every layer but the last. The first layer sees the real pixels, 0..1.
 *
 * @param hidden neurons of each hidden layer, 1 to 64 layers of 1 to 1,000,000 neurons
 * @param weights of every layer
 * @param activations of the hidden layers
 */
public record MlpDescription(List<Integer> hidden, Precision weights, Precision activations)
    implements NetworkDescription {

  private static final int MAX_LAYERS = 64;
  private static final int MAX_NEURONS = 1_000_000;

  public MlpDescription {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty() || hidden.size() > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "hidden has %d layers; it needs 1 to %d".formatted(hidden.size(), MAX_LAYERS));
    }
    for (int i = 0; i < hidden.size(); i++) {
      if (hidden.get(i) < 1 || hidden.get(i) > MAX_NEURONS) {
        throw new IllegalArgumentException(
            "hidden[%d] is %d; a layer has 1 to %d neurons"
                .formatted(i, hidden.get(i), MAX_NEURONS));
      }
    }
  }

  @Override
  public List<LayerDescription> layers(TensorShape input, int classes) {
    var layers = new ArrayList<LayerDescription>();
    int inputs = input.size();
    for (int neurons : hidden) {
      layers.add(new Dense(inputs, neurons, weights));
      layers.add(new BatchNorm(TensorShape.of(neurons)));
      layers.add(new Activation(TensorShape.of(neurons), ActivationFunction.giving(activations)));
      inputs = neurons;
    }
    layers.add(new Dense(inputs, classes, weights));
    layers.add(new BatchNorm(TensorShape.of(classes)));
    return List.copyOf(layers);
  }

  @Override
  public List<String> names() {
    var names = new ArrayList<String>();
    for (int i = 1; i <= hidden.size(); i++) {
      names.add("hidden " + i);
      names.add("norm " + i);
      names.add("activation " + i);
    }
    names.add("output");
    names.add("norm " + (hidden.size() + 1));
    return List.copyOf(names);
  }

  @Override
  public Set<Precision> precisions() {
    return Set.of(weights);
  }
}
