package org.hafnia.simulator.network.presets;

import java.util.List;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.TensorShape;

/** Fully connected layers. */
final class Mlp {

  static final Preset PRESET =
      new Preset(
          "mlp",
          "Multilayer perceptron",
          "arXiv 2107.06064 and its public repository (784-3000-10 on MNIST): bias and batch norm"
              + " with each layer, an activation after each but the last",
          List.of(
              new PresetParameter(
                  "hidden",
                  PresetParameter.Kind.INTEGERS,
                  List.of(3000),
                  1,
                  100_000,
                  List.of(),
                  "Neurons of each hidden layer"),
              Preset.weights("binary"),
              Preset.activations(),
              Preset.binarize()),
          TensorShape.of(28, 28),
          10,
          Mlp::network);

  private Mlp() {}

  private static NetworkDescription network(PresetValues values) {
    var hidden = values.integers("hidden");
    if (values.binarize() == Binarize.ALL || values.binarize() == Binarize.CLASSIFIER) {
      return new MlpDescription(
          hidden, values.precision(Preset.WEIGHTS), values.precision(Preset.ACTIVATIONS));
    }
    var stack = new Stack(true);
    hidden.forEach(neurons -> stack.dense(neurons).norm().activation());
    return stack.classes(true).norm().quantised(values);
  }
}
