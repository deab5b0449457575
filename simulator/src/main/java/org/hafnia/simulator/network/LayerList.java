package org.hafnia.simulator.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network as a list of layers without sizes: they follow from the data set's shape and classes.
 *
 * @param layers from input to logits, at most 1000, residual ones nested at most 8 deep; the last
 *     one gives one value per class
 * @param binarize which layers are quantised, where they do not say it themselves
 * @param weights of the layers that are
 * @param activations before the layers that are; real ones are Hardtanh there
 */
public record LayerList(
    List<Layer> layers, Binarize binarize, Precision weights, Precision activations)
    implements NetworkDescription {

  private static final int MOST_LAYERS = 1000;
  private static final int DEEPEST = 8;

  public LayerList {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || Quantisation.walk(layers).count() > MOST_LAYERS) {
      throw new LayerProblem(
          "layers",
          "a list of %d layers; it needs 1 to %d"
              .formatted(Quantisation.walk(layers).count(), MOST_LAYERS));
    }
    checkDepth(layers, 0, "layers");
    checkNames(layers);
  }

  private static void checkDepth(List<Layer> layers, int depth, String path) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof Layer.Residual residual) {
        String at = path + "/" + i;
        if (depth == DEEPEST) {
          throw new LayerProblem(at, "residual layers are nested at most " + DEEPEST + " deep");
        }
        checkDepth(residual.body(), depth + 1, at + "/body");
        checkDepth(residual.shortcut(), depth + 1, at + "/shortcut");
      }
    }
  }

  private static void checkNames(List<Layer> layers) {
    var seen = new HashSet<String>();
    for (var name : names(layers)) {
      if (!seen.add(name)) {
        throw new LayerProblem("layers", "two layers have the name " + name);
      }
    }
  }

  @Override
  public List<LayerDescription> layers(TensorShape input, int classes) {
    var sizing = new Sizing(classes, names());
    var sized = sizing.sized(Quantisation.of(this), entry(input), "layers");
    var made = sized.getLast().output();
    if (!made.equals(TensorShape.of(classes))) {
      throw new LayerProblem(
          "layers/" + (sized.size() - 1),
          "the last layer, %d (%s), makes %s, but %d classes need a shape of %d"
              .formatted(sized.size() - 1, sized.getLast().kind(), made, classes, classes));
    }
    return sized;
  }

  /** Rows and columns get a channel where a layer in two directions sees them first. */
  private TensorShape entry(TensorShape input) {
    return input.extents().size() == 2 && directions(layers) == 2
        ? TensorShape.of(1, input.extents().getFirst(), input.extents().getLast())
        : input;
  }

  /** Of the first layer that has some: 1, 2, or 0 for none. */
  private static int directions(List<Layer> layers) {
    for (var layer : Quantisation.walk(layers).toList()) {
      if (layer instanceof Layer.Convolution convolution) {
        return convolution.directions();
      }
      if (layer instanceof Layer.Dense || layer instanceof Layer.Flatten) {
        return 0;
      }
    }
    return 0;
  }

  @Override
  public List<String> names() {
    return names(layers);
  }

  /** Those given, and kind and number within the kind for the others. */
  private static List<String> names(List<Layer> layers) {
    var numbers = new HashMap<String, Integer>();
    return Quantisation.walk(layers)
        .map(
            layer -> {
              int number = numbers.merge(layer.kind(), 1, Integer::sum);
              return layer.name().orElse(layer.kind() + "-" + number);
            })
        .toList();
  }

  @Override
  public Set<Precision> precisions() {
    return Quantisation.walk(Quantisation.of(this))
        .filter(Layer.Weighted.class::isInstance)
        .map(layer -> ((Layer.Weighted) layer).weights().orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Gives layers their sizes, and their names to what goes wrong. */
  private static final class Sizing {

    private final int classes;
    private final List<String> names;
    private int number;

    Sizing(int classes, List<String> names) {
      this.classes = classes;
      this.names = names;
    }

    List<LayerDescription> sized(List<Layer> layers, TensorShape input, String path) {
      var sized = new ArrayList<LayerDescription>();
      var shape = input;
      for (int i = 0; i < layers.size(); i++) {
        var layer = sized(layers.get(i), shape, path + "/" + i);
        sized.add(layer);
        shape = layer.output();
      }
      return List.copyOf(sized);
    }

    private LayerDescription sized(Layer layer, TensorShape input, String path) {
      String name = names.get(number++);
      try {
        return switch (layer) {
          case Layer.Single single -> withOutput(single.sized(input, classes));
          case Layer.Residual residual ->
              new LayerDescription.Residual(
                  input,
                  sized(residual.body(), input, path + "/body"),
                  sized(residual.shortcut(), input, path + "/shortcut"));
        };
      } catch (LayerProblem problem) {
        throw problem;
      } catch (IllegalArgumentException e) {
        String index = path.substring("layers/".length()).replace('/', ' ');
        throw new LayerProblem(
            path,
            "layer %s (%s, %s) over an input of %s: %s"
                .formatted(index, layer.kind(), name, input, e.getMessage()));
      }
    }

    /** Refuses an output that would be too large a shape. */
    private static LayerDescription withOutput(LayerDescription layer) {
      layer.output();
      return layer;
    }
  }
}
