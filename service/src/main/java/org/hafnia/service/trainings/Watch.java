package org.hafnia.service.trainings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.models.Kept;
import org.hafnia.service.trainings.TrainingJob.Run;
import org.hafnia.service.trainings.keep.ModelKeeping.Keeper;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.Checkpoint;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Tells the job what its training does: progress, epochs, checkpoints. */
final class Watch implements TrainingListener {

  private static final double EARLIEST_ESTIMATE = 0.002;

  private final JobContext context;
  private final TrainingStore store;
  private final Clock clock;
  private final Keeper keeper;
  private final Spec spec;
  private final int resumedFrom;
  private final Instant start;

  Watch(Run run, TrainingStore store, Clock clock, Keeper keeper) {
    this.context = run.context();
    this.store = store;
    this.clock = clock;
    this.keeper = keeper;
    this.spec = run.row().spec();
    this.resumedFrom = run.resumedFrom();
    this.start = clock.instant();
  }

  @Override
  public boolean cancelRequested() {
    return context.cancelRequested();
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    double done = epoch - 1 + (double) batch / batches;
    String stage =
        String.format(Locale.ROOT, "epoch %d of %d, loss %.4f", epoch, spec.epochs(), loss);
    context.progress(done / spec.epochs(), stage, eta(done));
  }

  @Override
  public void hardwareTest(String name, int draw, int draws) {
    context.progress(
        1, String.format(Locale.ROOT, "test, %s: draw %d of %d", name, draw, draws), null);
  }

  @Override
  public void epoch(EpochMetrics metrics, Checkpoint checkpoint) {
    context.epoch(
        TrainingDto.of(metrics), () -> store.insertEpoch(context.id(), metrics, clock.instant()));
    context.log(
        Level.INFO,
        String.format(
            Locale.ROOT,
            "epoch %d of %d: loss %.4f, test accuracy %.2f %%",
            metrics.epoch(),
            spec.epochs(),
            metrics.trainLoss(),
            100 * metrics.testAccuracy()));
    try {
      context.saveCheckpoint(metrics.epoch(), checkpoint::writeTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void best(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
    keeper.keep(Kept.BEST, metrics, network);
  }

  @Override
  public void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
    keeper.keep(Kept.LAST, metrics, network);
  }

  /** From the pace of this attempt; what an earlier one did took no time of it. */
  private @Nullable Duration eta(double done) {
    double share = (done - resumedFrom) / (spec.epochs() - resumedFrom);
    if (share < EARLIEST_ESTIMATE) {
      return null;
    }
    double elapsed = Duration.between(start, clock.instant()).toMillis();
    return Duration.ofMillis(Math.round(elapsed * (1 - share) / share));
  }
}
