package org.hafnia.service.models;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hafnia.service.networks.NetworkSpec;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model without its content.
 *
 * @param name by which requests name it
 * @param trainingId the training that left it
 * @param fold of the cross-validation that left it; null for a single training
 * @param origin what it was trained on, and as what
 * @param epoch of its training, from 1
 * @param testAccuracy after that epoch, 0 to 1
 * @param validationAccuracy likewise; null where no samples were held out
 * @param content its shape and digests
 */
public record StoredModel(
    UUID id,
    String name,
    UUID trainingId,
    Kept kept,
    @Nullable Fold fold,
    Origin origin,
    int epoch,
    double testAccuracy,
    @Nullable Double validationAccuracy,
    Content content,
    Instant createdAt) {

  /**
   * What a model was trained on, and as what.
   *
   * @param dataset name of the data set
   * @param datasetSha256 of its samples
   * @param network as the training asked for it, every default filled in
   * @param scheme where its weights lived
   * @param from name of the model that the training started from; null for none
   * @param fromSha256 of its file
   */
  public record Origin(
      String dataset,
      String datasetSha256,
      NetworkSpec network,
      String scheme,
      @Nullable String from,
      @Nullable String fromSha256) {

    /** The network for a line of a list. */
    public String title() {
      return network.title();
    }
  }

  /**
   * The samples that a model has not seen, of a set that was cut for a cross-validation.
   *
   * @param fold from 1, on through all repetitions
   * @param by record or group
   * @param seed of the training
   * @param trainSamples of the set, from its beginning
   * @param testSamples likewise
   */
  public record Fold(
      int fold,
      int folds,
      String by,
      int repetitions,
      long seed,
      int trainSamples,
      int testSamples) {}

  /**
   * What a model's file holds.
   *
   * @param input shape of a sample, channels first
   * @param classes values of the last layer
   * @param networkSha256 over the layers with all their sizes
   * @param weightsSha256 over every number that the network computes with
   * @param sha256 over the file
   * @param bytes of the file
   */
  public record Content(
      List<Integer> input,
      int classes,
      String networkSha256,
      String weightsSha256,
      String sha256,
      long bytes) {

    public Content {
      input = List.copyOf(input);
    }
  }

  /** Name of the data set that it was trained on. */
  public String dataset() {
    return origin.dataset();
  }

  /** Over its file: equal content has an equal digest. */
  public String sha256() {
    return content.sha256();
  }
}
