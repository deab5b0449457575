package org.hafnia.service.trainings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.service.api.Artifact;
import org.hafnia.service.api.CrossValidationResult.ByEnum;
import org.hafnia.service.api.Divergence;
import org.hafnia.service.api.FoldResult;
import org.hafnia.service.api.LayerUse;
import org.hafnia.service.api.Normalisation;
import org.hafnia.service.api.Proportion;
import org.hafnia.service.api.Provenance;
import org.hafnia.service.api.ResistanceHistogram;
import org.hafnia.service.api.Timings;
import org.hafnia.service.api.TrainingResult.OutcomeEnum;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.trainings.TrainingJob.Run;
import org.hafnia.service.trainings.TrainingOverview.Epoch;
import org.hafnia.service.trainings.TrainingResults.Folds;
import org.hafnia.service.trainings.TrainingResults.Picture;
import org.hafnia.service.trainings.hardware.UseDto;
import org.hafnia.service.trainings.plan.QualityDto;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.folds.CrossValidationResult;
import org.hafnia.simulator.training.quality.Accuracy;
import org.jspecify.annotations.Nullable;
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
    var layers = layers(result, run);
    var histogram =
        result
            .resistances()
            .map(counts -> new ResistanceHistogram(counts.edgesOhm(), counts.bl(), counts.blb()));
    var common = common(OutcomeEnum.COMPLETED, rows(result.epochs()), run, pictures);
    common.getProvenance().normalisation(normalisation(result));
    return json.writeValueAsString(
        common
            .testAccuracy(proportion(result.test().accuracy()))
            .testQuality(QualityDto.of(result.test()))
            .bestEpoch(result.bestEpoch())
            .layers(layers)
            .hardwareTests(result.hardwareTests().stream().map(uses::test).toList())
            .pulses(layers.stream().mapToLong(LayerUse::getPulses).sum())
            .energyMicrojoule(uses.microjoule(TrainingResults.energyJoule(result)))
            .resistanceHistogram(histogram.orElse(null))
            .timings(timings(result.timings(), result.epochs().getLast().cpuSeconds()))
            .warnings(warnings(result, run))
            .weightsSha256(result.weightsSha256()));
  }

  String diverged(int fold, Diverged outcome, Run run, Folds folds) {
    return json.writeValueAsString(
        common(OutcomeEnum.DIVERGED, folds.epochs(), run, folds.pictures())
            .divergence(
                new Divergence(outcome.epoch(), outcome.reason(), outcome.advice())
                    .fold(fold == 0 ? null : fold)));
  }

  String fold(org.hafnia.simulator.training.folds.FoldResult fold, Run run) {
    var result = fold.result();
    var layers = layers(result, run);
    var made =
        new FoldResult(
            fold.number(),
            fold.repetition(),
            fold.trainSamples(),
            proportion(result.test().accuracy()),
            QualityDto.of(result.test()),
            result.bestEpoch(),
            result.epochs().size(),
            layers,
            result.hardwareTests().stream().map(uses::test).toList(),
            layers.stream().mapToLong(LayerUse::getPulses).sum(),
            timings(result.timings(), result.epochs().getLast().cpuSeconds()),
            result.weightsSha256());
    return json.writeValueAsString(
        made.energyMicrojoule(uses.microjoule(TrainingResults.energyJoule(result)))
            .normalisation(normalisation(result)));
  }

  /** The result of all folds together, with those of each. */
  String folded(CrossValidationResult result, Run run, Folds folds) {
    var joule = result.energyJoule();
    var plan = result.plan();
    var each =
        new org.hafnia.service.api.CrossValidationResult(
            plan.folds(),
            ByEnum.fromValue(plan.by().name().toLowerCase(Locale.ROOT)),
            plan.repetitions(),
            result.mean(),
            result.deviation(),
            folds.folds().stream().map(fold -> json.readValue(fold, FoldResult.class)).toList());
    return json.writeValueAsString(
        common(OutcomeEnum.COMPLETED, folds.epochs(), run, folds.pictures())
            .testAccuracy(proportion(result.pooled().accuracy()))
            .testQuality(QualityDto.of(result.pooled()))
            .crossValidation(each)
            .hardwareTests(result.hardwareTests().stream().map(uses::test).toList())
            .pulses(result.pulses())
            .energyMicrojoule(uses.microjoule(joule.isPresent() ? joule.getAsDouble() : null))
            .timings(timings(result.timings(), result.cpuSeconds()))
            .weightsSha256(result.weightsSha256()));
  }

  private static Proportion proportion(Accuracy accuracy) {
    return new Proportion(
        accuracy.value(),
        accuracy.low(),
        accuracy.high(),
        CONFIDENCE,
        (long) accuracy.correct(),
        (long) accuracy.total());
  }

  private static @Nullable Normalisation normalisation(TrainingResult result) {
    return result
        .normalisation()
        .map(found -> new Normalisation(found.mean(), found.sd()))
        .orElse(null);
  }

  private static List<Epoch> rows(List<EpochMetrics> epochs) {
    return epochs.stream().map(epoch -> new Epoch(0, epoch)).toList();
  }

  private org.hafnia.service.api.TrainingResult common(
      OutcomeEnum outcome, List<Epoch> epochs, Run run, List<Picture> pictures) {
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

  private static Timings timings(TrainingResult.Timings parts, double cpuSeconds) {
    // The last epoch's metrics were taken before its checkpoint was written; the parts have that,
    // too.
    return new Timings(
        parts.total(),
        cpuSeconds,
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
            .freeze(spec.freeze())
            .device(spec.computeDevice())
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
            .resumedFromEpoch(run.resumedFrom() == 0 ? null : run.resumedFrom())
            .resumedFromFold(run.resumedFold() == 0 ? null : run.resumedFold());
    var model = run.hardware().model();
    if (model != null) {
      provenance.deviceModel(model.name()).deviceModelSha256(model.sha256());
    }
    var cells = run.hardware().cellModels();
    return cells.isEmpty() ? provenance : provenance.cellModels(cells);
  }
}
