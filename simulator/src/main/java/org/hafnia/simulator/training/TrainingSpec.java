package org.hafnia.simulator.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerList;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.training.plan.Plan;

/**
 * Everything, besides the data set, that the bits of a training depend on.
 *
 * @param network layers
 * @param hardware where the weights live; devices hold binary weights, real ones stay floats
 * @param optimizer rates
 * @param plan loss, augmentation, validation, early end
 * @param seed of the initial weights and devices, of the shuffles and of all noise
 * @param epochs passes over the training set, 1 to 100,000
 * @param batchSize samples per step, 2 to 1,000,000 (batch norm needs two)
 * @param from the model of the same network whose weights it starts from; empty for random ones
 * @param freeze names of the layers that stay as that model has them; see {@link
 *     org.hafnia.simulator.training.loop.Freezing}
 * @param device that the network computes on
 */
public record TrainingSpec(
    NetworkDescription network,
    Hardware hardware,
    OptimizerSpec optimizer,
    Plan plan,
    long seed,
    int epochs,
    int batchSize,
    Optional<TrainedNetwork> from,
    List<String> freeze,
    ComputeDevice device) {

  public static final int MAX_EPOCHS = 100_000;
  public static final int MAX_BATCH_SIZE = 1_000_000;
  private static final int EVALUATION_BATCH = 1000;

  public TrainingSpec {
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      throw new IllegalArgumentException(
          "epochs is %d; it must be 1 to %d".formatted(epochs, MAX_EPOCHS));
    }
    if (batchSize < 2 || batchSize > MAX_BATCH_SIZE) {
      throw new IllegalArgumentException(
          "batchSize is %d; it must be 2 to %d".formatted(batchSize, MAX_BATCH_SIZE));
    }
    freeze = List.copyOf(freeze);
    if (!freeze.isEmpty() && from.isEmpty()) {
      throw new IllegalArgumentException(
          "layers %s stay as a model has them, but there is no model".formatted(freeze));
    }
    var precisions = network.precisions();
    if (hardware instanceof Hardware.WeakReset
        && (precisions.contains(Precision.TERNARY) || !precisions.contains(Precision.BINARY))) {
      throw new IllegalArgumentException(
          "a pair of devices holds a binary weight; weights are " + precisions);
    }
  }

  /** From random weights, on the CPU. */
  @SuppressWarnings("checkstyle:ParameterNumber") // What a training is made of.
  public TrainingSpec(
      NetworkDescription network,
      Hardware hardware,
      OptimizerSpec optimizer,
      Plan plan,
      long seed,
      int epochs,
      int batchSize) {
    this(
        network,
        hardware,
        optimizer,
        plan,
        seed,
        epochs,
        batchSize,
        Optional.empty(),
        List.of(),
        ComputeDevice.CPU);
  }

  /** The same training from the weights of a model, or from random ones. */
  public TrainingSpec startingFrom(Optional<TrainedNetwork> model) {
    return startingFrom(model, List.of());
  }

  /**
   * The same training from the weights of a model.
   *
   * @param layers names of those that stay as they are
   */
  public TrainingSpec startingFrom(Optional<TrainedNetwork> model, List<String> layers) {
    return new TrainingSpec(
        network, hardware, optimizer, plan, seed, epochs, batchSize, model, layers, device);
  }

  /** The same training on a device. */
  public TrainingSpec on(ComputeDevice another) {
    return new TrainingSpec(
        network, hardware, optimizer, plan, seed, epochs, batchSize, from, freeze, another);
  }

  /** The same training with other random numbers. */
  public TrainingSpec seeded(long another) {
    return new TrainingSpec(
        network, hardware, optimizer, plan, another, epochs, batchSize, from, freeze, device);
  }

  /**
   * Samples per evaluation batch: fixed by the spec, so that accuracies depend on nothing else.
   * Convolutions have large activations, for which fewer samples are faster and fit.
   */
  int evaluationBatch() {
    return switch (network) {
      case MlpDescription mlp -> EVALUATION_BATCH;
      case LayerList list -> Math.min(EVALUATION_BATCH, batchSize);
    };
  }

  /** Everything but the number of epochs that the bits depend on, as far as it is known here. */
  Map<String, String> identity(Dataset data) {
    var identity = new LinkedHashMap<String, String>();
    identity.put("network", network.toString());
    identity.put("hardware", hardware.identity());
    identity.put("optimizer", optimizer.toString());
    identity.put("plan", plan.toString());
    identity.put("seed", Long.toString(seed));
    identity.put("batchSize", Integer.toString(batchSize));
    identity.put("dataset", data.sha256());
    identity.put("from", from.map(TrainedNetwork::sha256).orElse(""));
    identity.put("freeze", freeze.toString());
    identity.put("device", device.name());
    return identity;
  }
}
