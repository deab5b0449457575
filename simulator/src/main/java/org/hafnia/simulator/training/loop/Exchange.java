package org.hafnia.simulator.training.loop;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
import org.hafnia.simulator.optimizer.rule.FloatArrays;

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
        .map(array -> NamedArray.copyOf(array.name(), array.shape(), array.pulled()))
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
      statistic.push();
    }
  }

  /** SHA-256 of every value the network computes with, in hexadecimal. */
  String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      var data = new DataOutputStream(out);
      for (var one : trained) {
        FloatArrays.write(one.parameter().memory(), data);
      }
      writeStatistics(data);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Running means and variances, from input to output. */
  void writeStatistics(DataOutput out) throws IOException {
    for (var statistic : network.statistics()) {
      FloatArrays.write(statistic.pulled(), out);
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
