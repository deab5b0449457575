package org.hafnia.service.trainings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.networks.Networks;
import org.hafnia.service.trainings.hardware.HardwareModels;
import org.hafnia.service.trainings.keep.StartModels;
import org.hafnia.service.trainings.plan.FoldSettings;
import org.hafnia.service.trainings.plan.OptimizerRules;
import org.hafnia.service.trainings.plan.PlanRules;
import org.hafnia.service.trainings.plan.PlanSettings;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.network.LayerProblem;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.MemoryEstimate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Fills in what a request leaves open, and refuses what does not go together. */
@Component
final class SpecCheck {

  static final String NETWORK = "/network";
  static final String SAVE_AS = "/saveAs";

  /** Models that a cross-validation leaves; more are a training each. */
  private static final int MOST_MODELS = 100;

  private static final double MEBIBYTE = 1 << 20;

  /** As in the contract; batch norm needs two. */
  private static final int SMALLEST_BATCH = 2;

  private final Datasets datasets;
  private final HardwareModels hardwares;
  private final Installation installation;
  private final Networks networks;
  private final StartModels starts;

  SpecCheck(
      Datasets datasets,
      HardwareModels hardwares,
      Installation installation,
      Networks networks,
      StartModels starts) {
    this.datasets = datasets;
    this.hardwares = hardwares;
    this.installation = installation;
    this.networks = networks;
    this.starts = starts;
  }

  /**
   * A request, held against the contract already; what it may leave open is null here.
   *
   * @param hardware as it was asked for, perhaps missing
   * @param optimizer likewise
   */
  record Asked(
      @Nullable String name,
      String dataset,
      @Nullable Integer trainSamples,
      @Nullable Integer testSamples,
      long seed,
      int epochs,
      int batchSize,
      NetworkSpec network,
      JsonNode hardware,
      JsonNode optimizer,
      PlanSettings plan,
      @Nullable String from,
      @Nullable String fromSha256,
      @Nullable List<String> freeze,
      String device,
      @Nullable String saveAs,
      int priority) {}

  /**
   * What a request would become, and what that takes.
   *
   * @param modelSha256 of the device models that were found, by name
   */
  record Checked(
      Spec spec, MemoryEstimate memory, long limitBytes, Map<String, String> modelSha256) {}

  Checked check(Asked asked) {
    var set = datasets.require(asked.dataset());
    var errors = new ArrayList<>(onDevice(asked.device()));
    int train = samples("/trainSamples", asked.trainSamples(), set.trainSamples(), errors);
    int test = samples("/testSamples", asked.testSamples(), set.testSamples(), errors);
    fitsBatch(asked, train, errors);
    var network = networks.filled(asked.network(), NETWORK);
    var precisions = network.description().precisions();
    var hardware = hardwares.read(asked.hardware(), precisions, errors);
    var optimizer = OptimizerRules.read(asked.optimizer(), hardware.scheme(), errors);
    var plan = asked.plan();
    PlanRules.check(plan, new TensorShape(set.shape()), set.classes(), errors);
    refuse(errors);
    var start = starts.find(asked.from(), asked.fromSha256(), asked.freeze(), network, set);
    var folds = folds(asked, train, test);
    var spec =
        new Spec(
            asked.name(),
            asked.dataset(),
            train,
            test,
            asked.seed(),
            asked.epochs(),
            asked.batchSize(),
            network,
            hardware,
            optimizer,
            plan.loss(),
            plan.augmentation(),
            plan.validationFraction(),
            plan.earlyStopping(),
            folds,
            start == null ? null : start.name(),
            start == null ? null : start.sha256(),
            asked.freeze(),
            asked.device(),
            asked.saveAs(),
            asked.priority());
    return admitted(spec, set);
  }

  /** How samples are cut for a cross-validation, for which they have to be looked at. */
  private @Nullable FoldSettings folds(Asked asked, int train, int test) {
    var folds = asked.plan().crossValidation();
    if (folds == null) {
      return null;
    }
    var errors = new ArrayList<FieldError>();
    var data = datasets.load(asked.dataset(), train, test);
    double validation = Objects.requireNonNullElse(asked.plan().validationFraction(), 0.0);
    var filled = folds.filled(data, asked.batchSize(), validation, errors);
    if (asked.saveAs() != null && filled.trainings() > MOST_MODELS) {
      errors.add(
          new FieldError(
              SAVE_AS,
              asked.saveAs(),
              "Expected nothing here: %d folds would leave a model each; at most %d are kept."
                  .formatted(filled.trainings(), MOST_MODELS)));
    }
    refuse(errors);
    return filled;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "Parts of the request do not go together; see errors.",
          errors);
    }
  }

  /** Refuses what would not fit into the memory of a job. */
  private Checked admitted(Spec spec, DatasetSummary set) {
    var found = hardwares.find(spec.hardware());
    var estimate = estimate(found.hardware(), spec, set);
    long limit = installation.memoryLimitBytes();
    if (estimate.bytes() > limit) {
      throw tooLarge(
          "The training would take about %.0f MiB; a job may take %.0f MiB (hafnia.training"
                  .formatted(estimate.bytes() / MEBIBYTE, limit / MEBIBYTE)
              + ".memory-limit). Choose fewer neurons, a smaller batch or fewer samples.",
          spec);
    }
    return new Checked(spec, estimate, limit, found.digests());
  }

  private static MemoryEstimate estimate(Hardware hardware, Spec spec, DatasetSummary set) {
    long samples = (long) spec.trainSamples() + spec.testSamples();
    try {
      var shape = new TensorShape(set.shape());
      var estimate =
          MemoryEstimate.of(
              spec.simulated(hardware), shape, set.classes(), set.encoding(), samples);
      return spec.crossValidation() == null ? estimate : estimate.crossValidated();
    } catch (LayerProblem problem) {
      throw Networks.misfit(problem, spec.network(), NETWORK);
    } catch (IllegalArgumentException e) {
      throw tooLarge("The network is too large: " + e.getMessage() + ".", spec);
    }
  }

  private static Problem tooLarge(String detail, Spec spec) {
    return Problem.of(
        ProblemType.TOO_MUCH_MEMORY,
        detail,
        spec.network().hidden() == null
            ? new FieldError(NETWORK, spec.network().label(), "Expected a smaller network.")
            : new FieldError(
                NETWORK + "/hidden", spec.network().hidden(), "Expected a smaller network."));
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

  private List<FieldError> onDevice(String device) {
    if (device.equals(ComputeDevice.CPU_NAME) || installation.devices().contains(device)) {
      return List.of();
    }
    String those = String.join(", ", installation.devices());
    return List.of(
        new FieldError(
            "/device", device, "Expected one of the devices of this service: " + those + "."));
  }

  private static void fitsBatch(Asked asked, int train, List<FieldError> errors) {
    int batch = asked.batchSize();
    if (asked.plan().crossValidation() != null) {
      return;
    }
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
}
