package org.hafnia.simulator.training.folds;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.Checkpoint;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.Resources;
import org.hafnia.simulator.training.Trainer;
import org.hafnia.simulator.training.TrainingListener;
import org.hafnia.simulator.training.TrainingOutcome;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.quality.Tally;
import org.jspecify.annotations.Nullable;

/** Trains fold after fold. Same spec, plan and data set: same bits, in one go or resumed. */
public final class CrossTrainer {

  private final TrainingSpec spec;
  private final CrossValidation plan;
  private final FoldedData data;
  private final Resources resources;
  private final FoldListener listener;
  private final List<FoldScore> done = new ArrayList<>();

  /**
   * Makes ready to train.
   *
   * @param spec of every fold but for its seed, which follows from this one
   * @param data cut by the plan
   */
  public CrossTrainer(
      TrainingSpec spec,
      CrossValidation plan,
      FoldedData data,
      Resources resources,
      FoldListener listener) {
    this.spec = spec;
    this.plan = plan;
    this.data = data;
    this.resources = resources;
    this.listener = listener;
  }

  /**
   * Trains the folds that are not done yet.
   *
   * @param from where to go on; made with the same spec (the number of epochs may differ), plan and
   *     data set
   */
  public CrossValidationOutcome run(Optional<FoldsCheckpoint> from) {
    from.ifPresent(checkpoint -> done.addAll(checkpoint.done()));
    var training = from.map(FoldsCheckpoint::training);
    for (int number = done.size() + 1; number <= plan.trainings(); number++) {
      var watch = new Watch(number);
      var set = data.fold(number);
      var seeded = spec.seeded(data.trainingSeed(number));
      switch (Trainer.train(seeded, set, resources, watch, training)) {
        case TrainingOutcome.Completed completed -> {
          done.add(FoldScore.of(completed.result(), watch.tally()));
          listener.done(result(number, set.train().count(), completed.result()));
        }
        case TrainingOutcome.Diverged diverged -> {
          return new CrossValidationOutcome.Diverged(number, diverged);
        }
        case TrainingOutcome.Cancelled cancelled -> {
          return new CrossValidationOutcome.Cancelled(number, cancelled.epoch());
        }
      }
      training = Optional.empty();
    }
    return new CrossValidationOutcome.Completed(CrossValidationResult.of(plan, done));
  }

  private FoldResult result(int number, int trainSamples, TrainingResult result) {
    int fold = (number - 1) % plan.folds() + 1;
    int repetition = (number - 1) / plan.folds() + 1;
    return new FoldResult(number, fold, repetition, trainSamples, result);
  }

  /** Tells what one fold's training tells, with the number of the fold. */
  private final class Watch implements TrainingListener {

    private final int number;
    private @Nullable Tally tally;

    Watch(int number) {
      this.number = number;
    }

    @Override
    public boolean cancelRequested() {
      return listener.cancelRequested();
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
      listener.batch(number, epoch, batch, batches, loss);
    }

    @Override
    public void tested(Tally counts) {
      tally = counts;
    }

    @Override
    public void hardwareTest(String name, int draw, int draws) {
      listener.hardwareTest(number, name, draw, draws);
    }

    @Override
    public void epoch(EpochMetrics metrics, Checkpoint checkpoint) {
      listener.epoch(number, metrics, new FoldsCheckpoint(done, checkpoint));
    }

    @Override
    public void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
      listener.last(number, metrics, network);
    }

    Tally tally() {
      return Objects.requireNonNull(tally, "every training that completes was tested");
    }
  }
}
