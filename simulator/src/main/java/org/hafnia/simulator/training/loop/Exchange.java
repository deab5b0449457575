package org.hafnia.simulator.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.NetworkDifference;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.Parameter;
import org.hafnia.simulator.network.blocks.Parameter.Role;

/**
 * A network in training to plain numbers and back.
 *
 * @param trained parameters with the places where they live, from input to output
 */
record Exchange(List<LayerDescription> layers, Network network, List<Learner.Trained> trained) {

  private static final float[] NONE = {};

  TrainedNetwork model() {
    var arrays = new ArrayList<NamedArray>();
    Stream.concat(network.parameters().stream(), network.statistics().stream())
        .map(array -> NamedArray.copyOf(array.name(), array.shape(), array.memory()))
        .forEach(arrays::add);
    int layer = 0;
    for (var one : trained) {
      if (one.parameter().role() == Role.WEIGHTS) {
        layer++;
        float[] latent = new float[one.plane().size()];
        if (one.plane().readLatent(latent)) {
          var name = TrainedNetwork.latentOf(layer);
          arrays.add(NamedArray.of(name, one.parameter().shape(), latent));
        }
      }
    }
    return new TrainedNetwork(layers, arrays);
  }

  /** Takes a model of the same network over. */
  void adopt(TrainedNetwork model) {
    NetworkDifference.between(model.layers(), layers)
        .ifPresent(
            difference -> {
              throw new IllegalArgumentException("a model of another network: " + difference);
            });
    int layer = 0;
    for (var one : trained) {
      Optional<NamedArray> latent = Optional.empty();
      if (one.parameter().role() == Role.WEIGHTS) {
        layer++;
        latent = model.array(TrainedNetwork.latentOf(layer));
      }
      float[] from = latent.map(array -> Learner.copy(array.values())).orElse(NONE);
      one.plane().adopt(Learner.copy(array(model, one.parameter()).values()), from);
    }
    for (var statistic : network.statistics()) {
      statistic.memory().put(0, Learner.copy(array(model, statistic).values()));
    }
  }

  private static NamedArray array(TrainedNetwork model, Parameter parameter) {
    return model
        .array(parameter.name())
        .filter(found -> found.shape().equals(parameter.shape()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the model has no array %s of %s"
                        .formatted(parameter.name(), parameter.shape())));
  }
}
