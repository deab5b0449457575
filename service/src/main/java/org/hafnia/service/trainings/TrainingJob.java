package org.hafnia.service.trainings;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
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
import org.hafnia.simulator.training.TrainingResult;
import org.springframework.stereotype.Component;

/** Runs a queued training: load, simulate, store. */
@Component
final class TrainingJob implements JobHandler {

  static final JobKind KIND = new JobKind("training", "/v1/trainings");

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
    context.progress(0, "loading " + spec.dataset(), null);
    var hardware = hardwares.find(spec.hardware());
    var start = starts.load(spec.from(), spec.fromSha256());
    var data = datasets.load(spec.dataset(), spec.trainSamples(), spec.testSamples());
    var checkpoint = checkpoint(context);
    int resumedFrom = checkpoint.map(Checkpoint::epoch).orElse(0);
    context.log(Level.INFO, beginning(spec, data, resumedFrom));
    var run = new Run(context, row, hardware, data, start, resumedFrom);
    var keeper = keeping.keeper(context, spec.origin(data.sha256()));
    var watch = new Watch(run, store, clock, keeper);
    return ended(train(run, watch, checkpoint), run);
  }

  /** One attempt at a training. */
  record Run(
      JobContext context,
      TrainingStore.Row row,
      HardwareModels.Found hardware,
      Dataset data,
      Optional<TrainedNetwork> start,
      int resumedFrom) {}

  private TrainingOutcome train(Run run, Watch watch, Optional<Checkpoint> checkpoint) {
    var threads = ManagementFactory.getThreadMXBean();
    var resources =
        new Resources(installation.threads(), System::nanoTime, threads::getCurrentThreadCpuTime);
    return Trainer.train(
        run.row().spec().simulated(run.hardware().hardware()).startingFrom(run.start()),
        run.data(),
        resources,
        watch,
        checkpoint);
  }

  private JobOutcome ended(TrainingOutcome outcome, Run run) {
    return switch (outcome) {
      case Cancelled cancelled -> new JobOutcome.Cancelled();
      case Completed completed -> {
        var result = results.completed(completed, run);
        yield new JobOutcome.Succeeded(() -> completed(completed.result(), result, run.row()));
      }
      case Diverged diverged -> {
        var result = results.diverged(diverged, run, store.epochs(run.row().id()));
        yield new JobOutcome.Failed(
            problem(diverged), () -> store.end(run.row().id(), result.summary(), result.json()));
      }
    };
  }

  private void completed(
      TrainingResult found, TrainingResults.Result result, TrainingStore.Row row) {
    store.end(row.id(), result.summary(), result.json());
    keeping.publish(row.id(), row.spec().saveAs(), found.epochs().size(), found.bestEpoch());
  }

  private static Problem problem(Diverged diverged) {
    return Problem.of(
        ProblemType.TRAINING_DIVERGED,
        "In epoch "
            + diverged.epoch()
            + ": "
            + diverged.reason()
            + ". What to try: "
            + diverged.advice()
            + ".");
  }

  private static String beginning(Spec spec, Dataset data, int resumedFrom) {
    String what =
        "%s, %d samples to train and %d to test on, sha256 %s"
            .formatted(spec.dataset(), data.train().count(), data.test().count(), data.sha256());
    return resumedFrom == 0 ? what : what + "; going on after epoch " + resumedFrom;
  }

  /** A checkpoint that cannot be read costs time, not the training: it starts anew. */
  private static Optional<Checkpoint> checkpoint(JobContext context) throws IOException {
    var stored = context.checkpoint();
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (var in = stored.get()) {
      return Optional.of(Checkpoint.readFrom(in));
    } catch (IOException e) {
      context.log(Level.WARNING, "Starting anew: " + e.getMessage());
      return Optional.empty();
    }
  }
}
