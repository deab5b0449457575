package org.hafnia.simulator.network.presets;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.TensorShape;

/**
 * A network that has a name: a function of its parameters.
 *
 * @param name as requests write it
 * @param title in a few words
 * @param source paper or public repository it is taken from, and what of it is chosen here
 * @param parameters with ranges and usual values
 * @param input shape of a sample in the source
 * @param classes in the source
 * @param made the network of given values
 */
public record Preset(
    String name,
    String title,
    String source,
    List<PresetParameter> parameters,
    TensorShape input,
    int classes,
    Function<PresetValues, NetworkDescription> made) {

  static final String BINARIZE = "binarize";
  static final String WEIGHTS = "weights";
  static final String ACTIVATIONS = "activations";
  static final String AUGMENTATION = "filterAugmentation";

  private static final List<String> PRECISIONS = List.of("binary", "ternary", "real");

  public Preset {
    parameters = List.copyOf(parameters);
  }

  /**
   * Fills in what is left open.
   *
   * @param asked values by name; missing ones are as usual
   * @throws IllegalArgumentException for a value out of range and for an unknown name
   */
  public PresetValues values(Map<String, Object> asked) {
    return PresetValues.of(parameters, asked);
  }

  /** The network of those values. */
  public NetworkDescription network(PresetValues values) {
    return made.apply(values);
  }

  static PresetParameter weights(String usual) {
    return PresetParameter.word(
        WEIGHTS, usual, PRECISIONS, "Values of the weights of the layers that are quantised");
  }

  static PresetParameter activations() {
    return PresetParameter.word(
        ACTIVATIONS,
        "binary",
        PRECISIONS,
        "Values that enter the layers that are quantised; real is Hardtanh");
  }

  static PresetParameter binarize() {
    return PresetParameter.word(
        BINARIZE,
        "all",
        List.of("all", "all-but-first", "classifier", "none"),
        "Which layers are quantised; classifier: the dense layers after the last convolution");
  }

  static PresetParameter augmentation() {
    return PresetParameter.number(
        AUGMENTATION, 1, 1.0 / 64, 64, "Factor on the filters of every convolution");
  }
}
