package org.hafnia.simulator.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;

/** In what two networks differ, in words. */
public final class NetworkDifference {

  private NetworkDifference() {}

  /**
   * The first layer that differs; empty for the same network. Layers are counted from 1, those
   * within residual ones after the residual itself.
   *
   * @param model layers of a model that is there
   * @param asked layers of the network that is wanted
   */
  public static Optional<String> between(
      List<LayerDescription> model, List<LayerDescription> asked) {
    var there = LayerDescription.walk(model).toList();
    var here = LayerDescription.walk(asked).toList();
    for (int i = 0; i < Math.max(there.size(), here.size()); i++) {
      if (i == there.size() || i == here.size()) {
        return Optional.of(
            "the model has %d layers, the network %d, from layer %d on %s"
                .formatted(
                    there.size(),
                    here.size(),
                    i + 1,
                    shown(i == there.size() ? here.get(i) : there.get(i))));
      }
      if (!there.get(i).equals(here.get(i))) {
        return Optional.of(
            "layer %d is %s in the model, and %s in the network"
                .formatted(i + 1, shown(there.get(i)), shown(here.get(i))));
      }
    }
    return Optional.empty();
  }

  private static String shown(LayerDescription layer) {
    String shapes = "%s (%s to %s".formatted(layer.kind(), layer.input(), layer.output());
    return switch (layer) {
      case Weighted weighted ->
          shapes + ", " + weighted.weights().name().toLowerCase(Locale.ROOT) + " weights)";
      case LayerDescription.Activation some -> shapes + ", " + some.function().word() + ")";
      default -> shapes + ")";
    };
  }
}
