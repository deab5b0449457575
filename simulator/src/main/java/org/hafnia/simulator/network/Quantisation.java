package org.hafnia.simulator.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fills in the precision of the layers of a list that do not name their own. An activation gives
 * quantised values where the next layer with weights is quantised, for only then is each product an
 * XNOR; elsewhere it is a ReLU.
 */
final class Quantisation {

  private final LayerList list;

  /** Dense layers from this one on are the classifier; counts the layers with weights from 0. */
  private final int classifier;

  /** The layers that are quantised, each by its identity: equal ones may stand elsewhere. */
  private final Set<Layer> quantised = Collections.newSetFromMap(new IdentityHashMap<>());

  private int weighted;

  private Quantisation(LayerList list) {
    this.list = list;
    int last = -1;
    int number = 0;
    for (var layer : walk(list.layers()).filter(Layer.Weighted.class::isInstance).toList()) {
      last = layer instanceof Layer.Convolution ? number : last;
      number++;
    }
    this.classifier = last + 1;
  }

  /** The layers with every precision and every function named. */
  static List<Layer> of(LayerList list) {
    var quantisation = new Quantisation(list);
    return quantisation.activations(quantisation.weights(list.layers()), false);
  }

  /** The layers and those within residual ones, in the order of {@link LayerDescription#walk}. */
  static Stream<Layer> walk(List<Layer> layers) {
    return layers.stream()
        .flatMap(
            layer ->
                layer instanceof Layer.Residual residual
                    ? Stream.of(Stream.of(layer), walk(residual.body()), walk(residual.shortcut()))
                        .flatMap(part -> part)
                    : Stream.of(layer));
  }

  private List<Layer> weights(List<Layer> layers) {
    return layers.stream().map(this::weights).toList();
  }

  private Layer weights(Layer layer) {
    return switch (layer) {
      case Layer.Weighted some -> {
        boolean chosen = isChosen(weighted++);
        var named = some.with(some.weights().orElse(chosen ? list.weights() : Precision.REAL));
        if (some.weights().map(own -> own != Precision.REAL).orElse(chosen)) {
          quantised.add(named);
        }
        yield named;
      }
      case Layer.Residual some ->
          new Layer.Residual(some.name(), weights(some.body()), weights(some.shortcut()));
      default -> layer;
    };
  }

  private boolean isChosen(int number) {
    return switch (list.binarize()) {
      case ALL -> true;
      case ALL_BUT_FIRST -> number > 0;
      case CLASSIFIER -> number >= classifier;
      case NONE -> false;
    };
  }

  /**
   * Names the functions, from the last layer to the first.
   *
   * @param after whether the layer with weights that follows these is quantised
   */
  private List<Layer> activations(List<Layer> layers, boolean after) {
    var named = new ArrayList<Layer>();
    boolean next = after;
    for (var layer : layers.reversed()) {
      switch (layer) {
        case Layer.Weighted some -> {
          named.add(some);
          next = quantised.contains(some);
        }
        case Layer.Activate some -> named.add(some.with(some.function().orElse(function(next))));
        case Layer.Residual some -> {
          named.add(
              new Layer.Residual(
                  some.name(), activations(some.body(), next), activations(some.shortcut(), next)));
          next =
              walk(some.body())
                  .filter(Layer.Weighted.class::isInstance)
                  .findFirst()
                  .map(quantised::contains)
                  .orElse(next);
        }
        default -> named.add(layer);
      }
    }
    Collections.reverse(named);
    return List.copyOf(named);
  }

  private ActivationFunction function(boolean quantised) {
    return quantised ? ActivationFunction.giving(list.activations()) : ActivationFunction.RELU;
  }
}
