package org.hafnia.service.trainings;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.JobHandler;
import org.hafnia.service.jobs.JobKind;
import org.hafnia.service.jobs.JobOutcome;
import org.hafnia.service.trainings.hardware.HardwareModels;
import org.hafnia.service.trainings.keep.ModelKeeping;
import org.hafnia.service.trainings.keep.ModelKeeping.Keeper;
import org.hafnia.service.trainings.keep.StartModels;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.Checkpoint;
import org.hafnia.simulator.training.Resources;
import org.hafnia.simulator.training.Trainer;
import org.hafnia.simulator.training.TrainingOutcome;
import org.hafnia.simulator.training.TrainingOutcome.Cancelled;
import org.hafnia.simulator.training.TrainingOutcome.Completed;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.folds.CrossTrainer;
import org.hafnia.simulator.training.folds.CrossValidationOutcome;
import org.hafnia.simulator.training.folds.FoldResult;
import org.hafnia.simulator.training.folds.FoldedData;
import org.hafnia.simulator.training.folds.FoldsCheckpoint;
import org.springframework.stereotype.Component;

/** Runs a queued training: load, simulate, store. */
@Component
final class TrainingJob implements JobHandler {

  static final JobKind KIND = new JobKind("training", "/v1/trainings", true);

  private final TrainingStore store;
  private final Datasets datasets;
  private final HardwareModels hardwares;
  private final Installation installation;
  private final TrainingResults results;
  private final Clock clock;
  private final ModelKeeping keeping;
  private final StartModels starts;

  @SuppressWarnings("checkstyle:ParameterNumber") // What a training is made of.
  TrainingJob(
      TrainingStore store,
      Datasets datasets,
      HardwareModels hardwares,
      Installation installation,
      TrainingResults results,
      Clock clock,
      ModelKeeping keeping,
      StartModels starts) {
    this.store = store;
    this.datasets = datasets;
    this.hardwares = hardwares;
    this.installation = installation;
    this.results = results;
    this.clock = clock;
    this.keeping = keeping;
    this.starts = starts;
  }

  @Override
  public JobKind kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext context) throws IOException {
    var row =
        store.find(context.id()).orElseThrow(() -> Problem.notFound("training", context.id()));
    var spec = row.spec();
    installation.requireDevice(spec.computeDevice());
    context.progress(0, "loading " + spec.dataset(), null);
    var hardware = hardwares.find(spec.hardware());
    var start = starts.load(spec.from(), spec.fromSha256());
    var data = datasets.load(spec.dataset(), spec.trainSamples(), spec.testSamples());
    var run = new Run(context, row, hardware, data, start, 0, 0);
    return spec.crossValidation() == null ? single(run) : folded(run);
  }

  private JobOutcome single(Run fresh) throws IOException {
    var context = fresh.context();
    var checkpoint = checkpoint(context, Checkpoint::readFrom);
    int resumedFrom = checkpoint.map(Checkpoint::epoch).orElse(0);
    var run = fresh.resumed(0, resumedFrom);
    context.log(Level.INFO, beginning(run));
    var keeper = keeper(run);
    var watch = new Watch(run, store, clock, keeper, resumedFrom);
    return ended(train(run, watch, checkpoint), run, watch);
  }

  private Keeper keeper(Run run) {
    var spec = run.row().spec();
    return keeping.keeper(run.context(), spec.origin(run.data().sha256()), spec::fold);
  }

  /** The folds of a cross-validation, one after another. */
  private JobOutcome folded(Run fresh) throws IOException {
    var context = fresh.context();
    var spec = fresh.row().spec();
    var plan = Objects.requireNonNull(spec.crossValidation()).simulated();
    var from = checkpoint(context, FoldsCheckpoint::readFrom);
    int fold = from.map(FoldsCheckpoint::fold).orElse(0);
    int epoch = from.map(FoldsCheckpoint::epoch).orElse(0);
    var run = fresh.resumed(fold, epoch);
    context.log(Level.INFO, beginning(run));
    int before = Math.max(0, fold - 1) * spec.epochs() + epoch;
    var watch =
        new Watch(run, store, clock, spec.saveAs() == null ? Keeper.NONE : keeper(run), before) {
          @Override
          public void done(FoldResult result) {
            var stored = results.fold(result, run);
            context.store(() -> store.insertFold(context.id(), stored, clock.instant()));
          }
        };
    var set = new FoldedData(run.data(), plan, spec.seed());
    var trainer = new CrossTrainer(run.simulated(), plan, set, resources(), watch);
    return ended(trainer.run(from), run, watch);
  }

  /**
   * One attempt at a training.
   *
   * @param resumedFold that it went on with; 0 for a single training, or one from its start
   */
  record Run(
      JobContext context,
      TrainingStore.Row row,
      HardwareModels.Found hardware,
      Dataset data,
      Optional<TrainedNetwork> start,
      int resumedFold,
      int resumedFrom) {

    Run resumed(int fold, int epoch) {
      return new Run(context, row, hardware, data, start, fold, epoch);
    }

    TrainingSpec simulated() {
      return row.spec().simulated(hardware.hardware()).startingFrom(start, row.spec().frozen());
    }
  }

  private TrainingOutcome train(Run run, Watch watch, Optional<Checkpoint> checkpoint) {
    return Trainer.train(run.simulated(), run.data(), resources(), watch, checkpoint);
  }

  private Resources resources() {
    var threads = ManagementFactory.getThreadMXBean();
    return new Resources(
        installation.threads(), System::nanoTime, threads::getCurrentThreadCpuTime);
  }

  private JobOutcome ended(TrainingOutcome outcome, Run run, Watch watch) {
    return switch (outcome) {
      case Cancelled cancelled -> stopped(watch);
      case Completed completed -> {
        var found = completed.result();
        var row = run.row();
        Runnable publish =
            () ->
                keeping.publish(
                    row.id(), row.spec().saveAs(), found.epochs().size(), found.bestEpoch());
        yield succeeded(results.completed(completed, run), run, publish);
      }
      case Diverged diverged -> diverged(0, diverged, run);
    };
  }

  private JobOutcome ended(CrossValidationOutcome outcome, Run run, Watch watch) {
    return switch (outcome) {
      case CrossValidationOutcome.Cancelled cancelled -> stopped(watch);
      case CrossValidationOutcome.Completed completed -> {
        var id = run.row().id();
        var folds = store.folds(id);
        var result = results.folded(completed.result(), run, store.epochs(id), folds);
        var spec = run.row().spec();
        Runnable publish = () -> keeping.publishFolds(id, spec.saveAs(), spec.trainings());
        yield succeeded(result, run, publish);
      }
      case CrossValidationOutcome.Diverged diverged ->
          diverged(diverged.fold(), diverged.training(), run);
    };
  }

  private static JobOutcome stopped(Watch watch) {
    return watch.paused() ? new JobOutcome.Paused() : new JobOutcome.Cancelled();
  }

  private JobOutcome succeeded(TrainingResults.Result result, Run run, Runnable publish) {
    return new JobOutcome.Succeeded(
        () -> {
          store.end(run.row().id(), result.summary(), result.json());
          publish.run();
        });
  }

  private JobOutcome diverged(int fold, Diverged diverged, Run run) {
    var result = results.diverged(fold, diverged, run, store.epochs(run.row().id()));
    return new JobOutcome.Failed(
        problem(fold, diverged), () -> store.end(run.row().id(), result.summary(), result.json()));
  }

  private static Problem problem(int fold, Diverged diverged) {
    return Problem.of(
        ProblemType.TRAINING_DIVERGED,
        (fold == 0 ? "In epoch " : "In fold " + fold + ", epoch ")
            + diverged.epoch()
            + ": "
            + diverged.reason()
            + ". What to try: "
            + diverged.advice()
            + ".");
  }

  private static String beginning(Run run) {
    var data = run.data();
    String what =
        "%s, %d samples to train and %d to test on, sha256 %s"
            .formatted(data.name(), data.train().count(), data.test().count(), data.sha256());
    String fold = run.resumedFold() == 0 ? "" : " of fold " + run.resumedFold();
    return run.resumedFrom() == 0
        ? what
        : what + "; going on after epoch " + run.resumedFrom() + fold;
  }

  /** Reads a checkpoint. */
  private interface Reader<T> {
    T readFrom(InputStream in) throws IOException;
  }

  /** A checkpoint that cannot be read costs time, not the training: it starts anew. */
  private static <T> Optional<T> checkpoint(JobContext context, Reader<T> reader)
      throws IOException {
    var stored = context.checkpoint();
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (var in = stored.get()) {
      return Optional.of(reader.readFrom(in));
    } catch (IOException e) {
      context.log(Level.WARNING, "Starting anew: " + e.getMessage());
      return Optional.empty();
    }
  }
}
