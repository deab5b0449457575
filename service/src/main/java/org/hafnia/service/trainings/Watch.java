package org.hafnia.service.trainings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.CheckpointWriter;
import org.hafnia.service.models.Kept;
import org.hafnia.service.trainings.TrainingJob.Run;
import org.hafnia.service.trainings.keep.ModelKeeping.Keeper;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.Checkpoint;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.TrainingListener;
import org.hafnia.simulator.training.folds.FoldListener;
import org.hafnia.simulator.training.folds.FoldsCheckpoint;
import org.jspecify.annotations.Nullable;

/** Tells the job what its trainings do: progress, epochs, checkpoints. */
class Watch implements TrainingListener, FoldListener {

  private static final double EARLIEST_ESTIMATE = 0.002;

  private final JobContext context;
  private final TrainingStore store;
  private final Clock clock;
  private final Keeper keeper;
  private final Spec spec;
  private final int resumedFrom;
  private final Instant start;

  /** Nothing would be lost now: the checkpoint has all, or there is nothing yet. */
  private boolean atCheckpoint = true;

  private boolean paused;

  Watch(Run run, TrainingStore store, Clock clock, Keeper keeper, int resumedFrom) {
    this.context = run.context();
    this.store = store;
    this.clock = clock;
    this.keeper = keeper;
    this.spec = run.row().spec();
    this.resumedFrom = resumedFrom;
    this.start = clock.instant();
  }

  /** To be paused where that costs nothing counts as to be stopped. */
  @Override
  public boolean cancelRequested() {
    paused = atCheckpoint && context.pauseRequested() && !context.cancelRequested();
    return paused || context.cancelRequested();
  }

  /** Whether it asked to stop because a user wants a pause. */
  boolean paused() {
    return paused;
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    batch(0, epoch, batch, batches, loss);
  }

  @Override
  public void batch(int fold, int epoch, int batch, int batches, double loss) {
    atCheckpoint = false;
    double done = epochs(fold, epoch - 1) + (double) batch / batches;
    String stage =
        String.format(
            Locale.ROOT, "%sepoch %d of %d, loss %.4f", of(fold), epoch, spec.epochs(), loss);
    context.progress(done / total(), stage, eta(done));
  }

  @Override
  public void hardwareTest(String name, int draw, int draws) {
    hardwareTest(0, name, draw, draws);
  }

  @Override
  public void hardwareTest(int fold, String name, int draw, int draws) {
    double done = fold == 0 ? 1 : (double) epochs(fold, spec.epochs()) / total();
    String stage =
        String.format(Locale.ROOT, "%stest, %s: draw %d of %d", of(fold), name, draw, draws);
    context.progress(done, stage, null);
  }

  @Override
  public void epoch(EpochMetrics metrics, Checkpoint checkpoint) {
    epoch(0, metrics, checkpoint::writeTo);
  }

  @Override
  public void epoch(int fold, EpochMetrics metrics, FoldsCheckpoint checkpoint) {
    epoch(fold, metrics, checkpoint::writeTo);
  }

  private void epoch(int fold, EpochMetrics metrics, CheckpointWriter checkpoint) {
    var row = new TrainingOverview.Epoch(fold, metrics);
    context.epoch(
        TrainingDto.of(row),
        line(fold, metrics),
        () -> store.insertEpoch(context.id(), row, clock.instant()));
    int done = epochs(fold, metrics.epoch());
    try {
      if (metrics.epoch() == spec.epochs()) {
        // Tests on hardware may follow, and take long.
        context.saveCheckpoint(done, checkpoint);
        atCheckpoint = true;
      } else {
        atCheckpoint = context.offerCheckpoint(done, checkpoint);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line(int fold, EpochMetrics metrics) {
    return String.format(
        Locale.ROOT,
        "%sepoch %d of %d: loss %.4f, test accuracy %.2f %%",
        of(fold),
        metrics.epoch(),
        spec.epochs(),
        metrics.trainLoss(),
        100 * metrics.testAccuracy());
  }

  /** Epochs of all folds up to that one of this fold. */
  private int epochs(int fold, int epoch) {
    return Math.max(0, fold - 1) * spec.epochs() + epoch;
  }

  private int total() {
    return spec.trainings() * spec.epochs();
  }

  private String of(int fold) {
    return fold == 0 ? "" : "fold %d of %d, ".formatted(fold, spec.trainings());
  }

  @Override
  public void best(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
    keeper.keep(Kept.BEST, 0, metrics, network);
  }

  @Override
  public void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
    last(0, metrics, network);
  }

  @Override
  public void last(int fold, EpochMetrics metrics, Supplier<TrainedNetwork> network) {
    keeper.keep(Kept.LAST, fold, metrics, network);
  }

  /** From the pace of this attempt; what an earlier one did took no time of it. */
  private @Nullable Duration eta(double done) {
    double share = (done - resumedFrom) / (total() - resumedFrom);
    if (share < EARLIEST_ESTIMATE) {
      return null;
    }
    double elapsed = Duration.between(start, clock.instant()).toMillis();
    return Duration.ofMillis(Math.round(elapsed * (1 - share) / share));
  }
}
