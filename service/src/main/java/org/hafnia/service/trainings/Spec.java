package org.hafnia.service.trainings;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hafnia.service.models.Models;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.trainings.hardware.HardwareSpec;
import org.hafnia.service.trainings.plan.FoldSettings;
import org.hafnia.service.trainings.plan.OptimizerSettings;
import org.hafnia.service.trainings.plan.PlanSettings;
import org.hafnia.service.trainings.plan.PlanSettings.AugmentationSettings;
import org.hafnia.service.trainings.plan.PlanSettings.LossSettings;
import org.hafnia.service.trainings.plan.PlanSettings.StoppingSettings;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.TrainingSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a training is to do, every default filled in; the fields are named as in the contract.
 *
 * @param name for people
 * @param trainSamples of the set, from its beginning
 * @param from name of the model that it starts from; absent for weights drawn at random
 * @param fromSha256 of that model's file
 * @param freeze names of the layers that stay as that model has them; absent for none
 * @param device that the network computes on; absent in what was stored before there was a choice
 * @param saveAs name of the model that it leaves; absent for the id of the training
 */
record Spec(
    @Nullable String name,
    String dataset,
    int trainSamples,
    int testSamples,
    long seed,
    int epochs,
    int batchSize,
    NetworkSpec network,
    HardwareSpec hardware,
    OptimizerSettings optimizer,
    @Nullable LossSettings loss,
    @Nullable AugmentationSettings augmentation,
    @Nullable Double validationFraction,
    @Nullable StoppingSettings earlyStopping,
    @Nullable FoldSettings crossValidation,
    @Nullable String from,
    @Nullable String fromSha256,
    @Nullable List<String> freeze,
    @Nullable String device,
    @Nullable String saveAs,
    int priority) {

  /** What the network computes on. */
  String computeDevice() {
    return Objects.requireNonNullElse(device, ComputeDevice.CPU_NAME);
  }

  /** Layers that stay as they were loaded. */
  List<String> frozen() {
    return Objects.requireNonNullElse(freeze, List.of());
  }

  /** Trainings that it takes: one, or one a fold. */
  int trainings() {
    return crossValidation == null ? 1 : crossValidation.trainings();
  }

  /** Names of the models that it will leave, as far as they are given. */
  List<String> modelNames() {
    if (saveAs == null) {
      return List.of();
    }
    return crossValidation == null
        ? Models.ofTraining(saveAs)
        : IntStream.rangeClosed(1, trainings())
            .mapToObj(fold -> Models.ofFold(saveAs, fold))
            .toList();
  }

  /** What a model of a fold says of it; null for a single training. */
  StoredModel.@Nullable Fold fold(int number) {
    return crossValidation == null
        ? null
        : new StoredModel.Fold(
            number,
            crossValidation.folds(),
            Objects.requireNonNull(crossValidation.by()),
            crossValidation.repetitions(),
            seed,
            trainSamples,
            testSamples);
  }

  /** Identifies the result: names and priority have no part in it. */
  String sha256() {
    return CanonicalJson.sha256(
        new Spec(
            null,
            dataset,
            trainSamples,
            testSamples,
            seed,
            epochs,
            batchSize,
            network,
            hardware,
            optimizer,
            loss,
            augmentation,
            validationFraction,
            earlyStopping,
            crossValidation,
            null,
            fromSha256,
            freeze,
            ComputeDevice.CPU_NAME.equals(device) ? null : device,
            null,
            0));
  }

  /** What a model of this training says of itself. */
  StoredModel.Origin origin(String datasetSha256) {
    return new StoredModel.Origin(
        dataset, datasetSha256, network, hardware.scheme(), from, fromSha256);
  }

  /**
   * The same in the simulator's words.
   *
   * @param where the hardware that the spec names
   */
  TrainingSpec simulated(Hardware where) {
    var spec =
        new TrainingSpec(
            network.description(),
            where,
            optimizer.simulated(),
            new PlanSettings(loss, augmentation, validationFraction, earlyStopping, crossValidation)
                .simulated(),
            seed,
            epochs,
            batchSize);
    return spec.on(ComputeDevice.of(computeDevice()));
  }
}
