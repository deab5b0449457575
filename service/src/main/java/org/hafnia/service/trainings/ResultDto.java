package org.hafnia.service.trainings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.service.api.Artifact;
import org.hafnia.service.api.Divergence;
import org.hafnia.service.api.LayerUse;
import org.hafnia.service.api.Proportion;
import org.hafnia.service.api.Provenance;
import org.hafnia.service.api.ResistanceHistogram;
import org.hafnia.service.api.Timings;
import org.hafnia.service.api.TrainingResult.OutcomeEnum;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.trainings.TrainingJob.Run;
import org.hafnia.service.trainings.TrainingResults.Picture;
import org.hafnia.service.trainings.hardware.UseDto;
import org.hafnia.service.trainings.plan.QualityDto;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingResult;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Results as the contract shapes them, with all that it takes to repeat them. */
@Component
final class ResultDto {

  private static final double CONFIDENCE = 0.95;

  private final Installation installation;
  private final UseDto uses;
  private final JsonMapper json;

  ResultDto(Installation installation, UseDto uses, JsonMapper json) {
    this.installation = installation;
    this.uses = uses;
    this.json = json;
  }

  String completed(TrainingResult result, Run run, List<Picture> pictures) {
    var test = result.test().accuracy();
    var layers = layers(result, run);
    var histogram =
        result
            .resistances()
            .map(counts -> new ResistanceHistogram(counts.edgesOhm(), counts.bl(), counts.blb()));
    return json.writeValueAsString(
        common(OutcomeEnum.COMPLETED, result.epochs(), run, pictures)
            .testAccuracy(
                new Proportion(
                    test.value(),
                    test.low(),
                    test.high(),
                    CONFIDENCE,
                    (long) test.correct(),
                    (long) test.total()))
            .testQuality(QualityDto.of(result.test()))
            .bestEpoch(result.bestEpoch())
            .layers(layers)
            .hardwareTests(result.hardwareTests().stream().map(uses::test).toList())
            .pulses(layers.stream().mapToLong(LayerUse::getPulses).sum())
            .energyMicrojoule(uses.microjoule(TrainingResults.energyJoule(result)))
            .resistanceHistogram(histogram.orElse(null))
            .timings(timings(result))
            .warnings(warnings(result, run))
            .weightsSha256(result.weightsSha256()));
  }

  String diverged(Diverged outcome, List<EpochMetrics> epochs, Run run, List<Picture> pictures) {
    return json.writeValueAsString(
        common(OutcomeEnum.DIVERGED, epochs, run, pictures)
            .divergence(new Divergence(outcome.epoch(), outcome.reason(), outcome.advice())));
  }

  private org.hafnia.service.api.TrainingResult common(
      OutcomeEnum outcome, List<EpochMetrics> epochs, Run run, List<Picture> pictures) {
    return new org.hafnia.service.api.TrainingResult(
        outcome,
        epochs.stream().map(TrainingDto::of).toList(),
        pictures.stream().map(picture -> artifact(picture, run)).toList(),
        provenance(run));
  }

  private static Artifact artifact(Picture picture, Run run) {
    String href = "/v1/jobs/" + run.row().id() + "/artifacts/" + picture.name();
    return new Artifact(picture.name(), picture.mediaType(), (long) picture.bytes(), href);
  }

  private List<LayerUse> layers(TrainingResult result, Run run) {
    var described = described(run);
    return IntStream.range(0, described.size())
        .mapToObj(
            i ->
                uses.layer(
                    described.get(i).name(),
                    described.get(i).layer().fanIn(),
                    described.get(i).layer().units(),
                    result.layers().get(i)))
        .toList();
  }

  private record Named(String name, Weighted layer) {}

  /** The layers that have weights, from input to output. */
  private static List<Named> described(Run run) {
    var network = run.row().spec().network().description();
    var shape = TensorShape.of(run.data().train().shape());
    var layers = LayerDescription.walk(network.layers(shape, run.data().classes())).toList();
    var names = network.names();
    var named = new ArrayList<Named>();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof Weighted weighted) {
        named.add(new Named(names.get(i), weighted));
      }
    }
    return named;
  }

  /** Devices that got more pulses than anybody has measured. */
  private static List<String> warnings(TrainingResult result, Run run) {
    int most =
        result.layers().stream().mapToInt(layer -> layer.use().greatestAge()).max().orElse(0);
    var model = Optional.ofNullable(run.hardware().model());
    var warnings = new ArrayList<>(run.hardware().warnings());
    model.flatMap(known -> known.description().rangeOf("pulses")).stream()
        .filter(range -> range.high() < most)
        .map(
            range ->
                String.format(
                    Locale.ROOT,
                    "A device got %d pulses since its last SET, but its model was measured up to"
                        + " %.0f: beyond, its law is extrapolated.",
                    most,
                    range.high()))
        .forEach(warnings::add);
    return warnings;
  }

  private static Timings timings(TrainingResult result) {
    var parts = result.timings();
    // The last epoch's metrics were taken before its checkpoint was written; the parts have that,
    // too.
    double wall =
        parts.forwardBackward()
            + parts.update()
            + parts.evaluation()
            + parts.data()
            + parts.other();
    return new Timings(
        wall,
        result.epochs().getLast().cpuSeconds(),
        parts.forwardBackward(),
        parts.update(),
        parts.evaluation(),
        parts.data(),
        parts.other());
  }

  private Provenance provenance(Run run) {
    var engine = installation.engine();
    var spec = run.row().spec();
    var provenance =
        new Provenance()
            .specSha256(run.row().specSha256())
            .seed(spec.seed())
            .dataset(spec.dataset())
            .datasetSha256(run.data().sha256())
            .datasetSource(run.data().source())
            .from(spec.from())
            .fromSha256(spec.fromSha256())
            .version(installation.version())
            .gitCommit(installation.gitCommit().orElse(null))
            .javaVersion(installation.javaVersion())
            .engine(Installation.ENGINE)
            .engineVersion(engine.djl())
            .libtorchVersion(engine.libtorch())
            .intraOpThreads(engine.intraOpThreads())
            .kernelThreads(installation.threads())
            .cpu(installation.cpu())
            .operatingSystem(installation.operatingSystem())
            .worker(run.context().worker())
            .attempt(run.context().attempt())
            .resumedFromEpoch(run.resumedFrom() == 0 ? null : run.resumedFrom());
    var model = run.hardware().model();
    if (model != null) {
      provenance.deviceModel(model.name()).deviceModelSha256(model.sha256());
    }
    var cells = run.hardware().cellModels();
    return cells.isEmpty() ? provenance : provenance.cellModels(cells);
  }
}
