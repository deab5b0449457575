package org.hafnia.service.trainings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.MemoryEstimate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills in what a request leaves open, and refuses what does not go together. */
@Component
final class SpecCheck {

  /** The optimizer that fits a scheme. */
  private static final Map<String, String> OPTIMIZER =
      Map.of(Spec.WEAK_RESET, "adam-pulses", "ideal", "adam");

  private static final Map<String, Double> LEARNING_RATE =
      Map.of("adam-pulses", 8.0, "adam", 0.001);

  /** As in the contract. */
  private static final String USUAL_MODEL = "hfo2-weak-reset-2021";

  static final String DEVICE_MODEL = "/hardware/deviceModel";

  private static final double MEBIBYTE = 1 << 20;

  /** As in the contract; batch norm needs two. */
  private static final int SMALLEST_BATCH = 2;

  private final Datasets datasets;
  private final DeviceModels devices;
  private final Installation installation;

  SpecCheck(Datasets datasets, DeviceModels devices, Installation installation) {
    this.datasets = datasets;
    this.devices = devices;
    this.installation = installation;
  }

  /**
   * A request, held against the contract already; what it may leave open is null here.
   *
   * @param hardware with every part of it that the request names
   */
  record Asked(
      @Nullable String name,
      String dataset,
      @Nullable Integer trainSamples,
      @Nullable Integer testSamples,
      long seed,
      int epochs,
      int batchSize,
      Spec.Network network,
      Spec.Hardware hardware,
      Optimizer optimizer,
      int priority) {

    record Optimizer(
        @Nullable String name,
        @Nullable Double learningRate,
        int halveEveryEpochs,
        double vectorLearningRate) {}
  }

  /** What a request would become, and what that takes. */
  record Checked(Spec spec, MemoryEstimate memory, long limitBytes) {}

  Checked check(Asked asked) {
    var set = datasets.require(asked.dataset());
    var errors = new ArrayList<FieldError>();
    int train = samples("/trainSamples", asked.trainSamples(), set.trainSamples(), errors);
    int test = samples("/testSamples", asked.testSamples(), set.testSamples(), errors);
    fitsBatch(asked.batchSize(), train, errors);
    var hardware = hardware(asked, errors);
    var optimizer = optimizer(asked, errors);
    if (!errors.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "Parts of the request do not go together; see errors.",
          errors);
    }
    var spec =
        new Spec(
            asked.name(),
            asked.dataset(),
            train,
            test,
            asked.seed(),
            asked.epochs(),
            asked.batchSize(),
            asked.network(),
            hardware,
            optimizer,
            asked.priority());
    return admitted(spec, set);
  }

  /** Refuses what would not fit into the memory of a job. */
  private Checked admitted(Spec spec, DatasetSummary set) {
    var estimate = estimate(spec, set);
    long limit = installation.memoryLimitBytes();
    if (estimate.bytes() > limit) {
      throw tooLarge(
          "The training would take about %.0f MiB; a job may take %.0f MiB (hafnia.training"
                  .formatted(estimate.bytes() / MEBIBYTE, limit / MEBIBYTE)
              + ".memory-limit). Choose fewer neurons, a smaller batch or fewer samples.",
          spec);
    }
    return new Checked(spec, estimate, limit);
  }

  private MemoryEstimate estimate(Spec spec, DatasetSummary set) {
    long samples = (long) spec.trainSamples() + spec.testSamples();
    try {
      var shape = new TensorShape(set.shape());
      return MemoryEstimate.of(spec.simulated(model(spec)), shape, set.classes(), samples);
    } catch (IllegalArgumentException e) {
      throw tooLarge("The network is too large: " + e.getMessage() + ".", spec);
    }
  }

  /** The model that a spec names; null where the weights are ideal. */
  @Nullable WeakResetModel model(Spec spec) {
    var name = spec.hardware().deviceModel();
    return name == null ? null : devices.requireWeakReset(name, DEVICE_MODEL);
  }

  private static Problem tooLarge(String detail, Spec spec) {
    return Problem.of(
        ProblemType.TOO_MUCH_MEMORY,
        detail,
        new FieldError("/network/hidden", spec.network().hidden(), "Expected a smaller network."));
  }

  private static int samples(
      String pointer, @Nullable Integer asked, int there, List<FieldError> errors) {
    int samples = Objects.requireNonNullElse(asked, there);
    if (samples > there) {
      errors.add(
          new FieldError(pointer, samples, "Expected at most the " + there + " that the set has."));
    }
    return samples;
  }

  private static void fitsBatch(int batch, int train, List<FieldError> errors) {
    if (train < SMALLEST_BATCH) {
      errors.add(
          new FieldError(
              "/trainSamples",
              train,
              "Expected at least the " + SMALLEST_BATCH + " samples of the smallest batch."));
    } else if (batch > train) {
      errors.add(
          new FieldError(
              "/batchSize", batch, "Expected at most the " + train + " samples to train on."));
    }
  }

  private Spec.Hardware hardware(Asked asked, List<FieldError> errors) {
    var hardware = asked.hardware();
    if (!hardware.scheme().equals(Spec.WEAK_RESET)) {
      onlyDevices("deviceModel", hardware.deviceModel(), errors);
      onlyDevices("learningRule", hardware.learningRule(), errors);
      onlyDevices("imperfections", hardware.imperfections(), errors);
      return hardware;
    }
    if (asked.network().weights().equals("real")) {
      errors.add(
          new FieldError(
              "/network/weights",
              "real",
              "Expected binary: a pair of devices holds one bit. Scheme ideal has real weights."));
    }
    var model = Objects.requireNonNullElse(hardware.deviceModel(), USUAL_MODEL);
    devices.requireWeakReset(model, DEVICE_MODEL);
    return new Spec.Hardware(
        Spec.WEAK_RESET,
        model,
        Objects.requireNonNullElse(hardware.learningRule(), "published"),
        Objects.requireNonNullElse(
            hardware.imperfections(), new Spec.Imperfections(true, true, true, true)));
  }

  private static void onlyDevices(String field, @Nullable Object value, List<FieldError> errors) {
    if (value != null) {
      errors.add(
          new FieldError(
              "/hardware/" + field,
              value instanceof String ? value : null,
              "Expected nothing here: scheme ideal has no devices."));
    }
  }

  private static Spec.Optimizer optimizer(Asked asked, List<FieldError> errors) {
    String scheme = asked.hardware().scheme();
    String fitting = OPTIMIZER.getOrDefault(scheme, "adam");
    var optimizer = asked.optimizer();
    String name = Objects.requireNonNullElse(optimizer.name(), fitting);
    if (!name.equals(fitting)) {
      errors.add(
          new FieldError(
              "/optimizer/name", name, "Expected " + fitting + " with scheme " + scheme + "."));
    }
    return new Spec.Optimizer(
        name,
        Objects.requireNonNullElse(
            optimizer.learningRate(), LEARNING_RATE.getOrDefault(fitting, 0.001)),
        optimizer.halveEveryEpochs(),
        optimizer.vectorLearningRate());
  }
}
