package org.hafnia.service.trainings.keep;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.models.Models;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.networks.Networks;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.model.NetworkDifference;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerProblem;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.loop.Freezing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Models that trainings start from: of the network that was asked for, and not replaced. */
@Component
public final class StartModels {

  public static final String FROM = "/from";

  private static final String FREEZE = "/freeze";
  private static final String SHA_256 = "/fromSha256";

  private final Models models;

  StartModels(Models models) {
    this.models = models;
  }

  /**
   * The model that a request starts from; null for none.
   *
   * @param from its name or id
   * @param sha256 of its file, where the request pins it
   * @param frozen names of the layers that stay as it has them; null for none
   */
  public @Nullable StoredModel find(
      @Nullable String from,
      @Nullable String sha256,
      @Nullable List<String> frozen,
      NetworkSpec network,
      DatasetSummary set) {
    if (from == null) {
      if (frozen != null) {
        throw refused(FREEZE, frozen, "Expected only beside from, the model that they stay as.");
      }
      if (sha256 != null) {
        throw refused(SHA_256, sha256, "Expected only beside from.");
      }
      return null;
    }
    var model = models.require(from, FROM);
    unchanged(model, sha256);
    var layers = layers(network, set);
    var difference = NetworkDifference.between(models.load(model.id()).layers(), layers);
    if (difference.isPresent()) {
      throw Problem.of(
          ProblemType.MODEL_MISMATCH,
          "The model %s is of another network: %s.".formatted(model.name(), difference.get()),
          new FieldError(
              FROM, from, "Expected a model of the network of the request: " + difference.get()));
    }
    if (frozen != null) {
      checkFrozen(frozen, network.description().names(), layers);
    }
    return model;
  }

  /** Refuses to freeze what cannot be. */
  private static void checkFrozen(
      List<String> frozen, List<String> names, List<LayerDescription> layers) {
    var learning = Freezing.learning(names, layers);
    String those = String.join(", ", learning);
    for (int i = 0; i < frozen.size(); i++) {
      if (!learning.contains(frozen.get(i))) {
        throw refused(
            FREEZE + "/" + i,
            frozen.get(i),
            "Expected one of the layers with parameters: %s.".formatted(those));
      }
    }
    try {
      Freezing.of(names, layers, frozen);
    } catch (IllegalArgumentException e) {
      throw refused(FREEZE, frozen, "Expected not all of them: " + e.getMessage() + ".");
    }
  }

  private static List<LayerDescription> layers(NetworkSpec network, DatasetSummary set) {
    try {
      return network.description().layers(new TensorShape(set.shape()), set.classes());
    } catch (LayerProblem problem) {
      throw Networks.misfit(problem, network, "/network");
    } catch (IllegalArgumentException e) {
      throw refused("/network", network.label(), "Expected a smaller network: " + e.getMessage());
    }
  }

  private static void unchanged(StoredModel model, @Nullable String sha256) {
    if (sha256 != null && !sha256.equals(model.sha256())) {
      throw refused(
          SHA_256,
          sha256,
          "Expected %s, the digest of the file of %s.".formatted(model.sha256(), model.name()));
    }
  }

  private static Problem refused(String pointer, Object value, String detail) {
    return Problem.of(
        ProblemType.INVALID_REQUEST,
        "Parts of the request do not go together; see errors.",
        new FieldError(pointer, value, detail));
  }

  /** The network of the model that a training was submitted with; empty for none. */
  public Optional<TrainedNetwork> load(@Nullable String from, @Nullable String sha256) {
    if (from == null) {
      return Optional.empty();
    }
    var model = models.require(from, FROM);
    unchanged(model, sha256);
    return Optional.of(models.load(model.id()));
  }
}
