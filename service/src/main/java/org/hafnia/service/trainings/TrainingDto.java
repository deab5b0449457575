package org.hafnia.service.trainings;

import java.util.List;
import java.util.Objects;
import org.hafnia.service.api.Links;
import org.hafnia.service.api.TrainingCheck;
import org.hafnia.service.api.TrainingRequest;
import org.hafnia.service.api.TrainingResult;
import org.hafnia.service.models.ModelDto;
import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.trainings.plan.PlanRules;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trainings as the contract shapes them. */
final class TrainingDto {

  private TrainingDto() {}

  /** A request that was held against the contract; the raw JSON tells what was left open. */
  static SpecCheck.Asked asked(TrainingRequest request, JsonNode raw) {
    return new SpecCheck.Asked(
        request.getName(),
        request.getDataset(),
        request.getTrainSamples(),
        request.getTestSamples(),
        Objects.requireNonNullElse(request.getSeed(), 1L),
        Objects.requireNonNullElse(request.getEpochs(), 20),
        Objects.requireNonNullElse(request.getBatchSize(), 1000),
        NetworkSpec.read(raw.path("network")),
        raw.path("hardware"),
        raw.path("optimizer"),
        PlanRules.read(raw),
        request.getFrom(),
        request.getFromSha256(),
        named(request.getFreeze()),
        Objects.requireNonNullElse(request.getDevice(), ComputeDevice.CPU_NAME),
        request.getSaveAs(),
        Objects.requireNonNullElse(request.getPriority(), 50));
  }

  private static @Nullable List<String> named(@Nullable List<String> layers) {
    return layers == null || layers.isEmpty() ? null : layers;
  }

  static TrainingCheck check(SpecCheck.Checked preview, JsonMapper json) {
    var memory =
        new org.hafnia.service.api.MemoryEstimate(preview.memory().bytes(), preview.limitBytes())
            .parts(preview.memory().parts());
    return new TrainingCheck(true, spec(preview.spec(), json), memory);
  }

  static org.hafnia.service.api.Training of(Trainings.Training training, JsonMapper json) {
    var job = training.job().body();
    String self = "/v1/trainings/" + job.getId();
    var links = job.getLinks();
    String result = training.row().result();
    return new org.hafnia.service.api.Training()
        .id(job.getId())
        .name(job.getName())
        .state(job.getState())
        .progress(job.getProgress())
        .stage(job.getStage())
        .etaSeconds(job.getEtaSeconds())
        .queuePosition(job.getQueuePosition())
        .attempt(job.getAttempt())
        .priority(job.getPriority())
        .submittedAt(job.getSubmittedAt())
        .startedAt(job.getStartedAt())
        .finishedAt(job.getFinishedAt())
        .spec(spec(training.row().spec(), json))
        .result(result == null ? null : json.readValue(result, TrainingResult.class))
        .problem(job.getProblem())
        .models(training.models().stream().map(ModelDto::left).toList())
        .links(
            new Links(self, links.getSelf(), links.getEvents(), links.getLog(), self + "/metrics"));
  }

  static org.hafnia.service.api.EpochMetrics of(TrainingOverview.Epoch row) {
    var epoch = row.metrics();
    return new org.hafnia.service.api.EpochMetrics(
            epoch.epoch(),
            epoch.trainLoss(),
            epoch.trainAccuracy(),
            epoch.testLoss(),
            epoch.testAccuracy(),
            epoch.learningRate(),
            epoch.pulses(),
            epoch.wallSeconds(),
            epoch.cpuSeconds())
        .fold(row.fold() == 0 ? null : row.fold())
        .validationLoss(present(epoch.validationLoss()))
        .validationAccuracy(present(epoch.validationAccuracy()));
  }

  private static @Nullable Double present(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static TrainingRequest spec(Spec spec, JsonMapper json) {
    return json.convertValue(spec, TrainingRequest.class);
  }
}
