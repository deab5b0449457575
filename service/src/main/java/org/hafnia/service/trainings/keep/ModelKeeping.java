package org.hafnia.service.trainings.keep;

import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.models.Draft;
import org.hafnia.service.models.Kept;
import org.hafnia.service.models.ModelDrafts;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.models.StoredModel.Fold;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.EpochMetrics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the best and the last network of a training; they get their names when it completes. */
@Component
public final class ModelKeeping {

  private final ModelDrafts drafts;

  ModelKeeping(ModelDrafts drafts) {
    this.drafts = drafts;
  }

  /**
   * What keeps the networks of one attempt.
   *
   * @param folds what is known of each fold, by its number
   */
  public Keeper keeper(
      JobContext context, StoredModel.Origin origin, IntFunction<@Nullable Fold> folds) {
    return (kept, fold, metrics, network) -> {
      double validation = metrics.validationAccuracy();
      var draft =
          new Draft(
              context.id(),
              kept,
              folds.apply(fold),
              origin,
              metrics.epoch(),
              metrics.testAccuracy(),
              Double.isNaN(validation) ? null : validation);
      keep(context, draft, network.get());
    };
  }

  /** Takes a network of a running training. */
  @FunctionalInterface
  public interface Keeper {

    /** Keeps nothing. */
    Keeper NONE = (kept, fold, metrics, network) -> {};

    /**
     * Stores it in place of an earlier one of its kind.
     *
     * @param fold from 1; 0 for a single training
     */
    void keep(Kept kept, int fold, EpochMetrics metrics, Supplier<TrainedNetwork> network);
  }

  private void keep(JobContext context, Draft draft, TrainedNetwork network) {
    try {
      context.store(() -> drafts.draft(draft, network));
    } catch (Problem tooLarge) {
      context.log(Level.WARNING, tooLarge.detail() + " The training leaves no such model.");
    }
  }

  /**
   * Gives the networks their names; in the transaction that ends the job.
   *
   * @param saveAs null for the id of the training
   */
  public void publish(UUID training, @Nullable String saveAs, int lastEpoch, int bestEpoch) {
    drafts.publish(training, saveAs == null ? training.toString() : saveAs, lastEpoch, bestEpoch);
  }

  /**
   * The same for the networks of folds.
   *
   * @param saveAs null where nobody asked for them
   */
  public void publishFolds(UUID training, @Nullable String saveAs, int folds) {
    if (saveAs != null) {
      drafts.publishFolds(training, saveAs, folds);
    }
  }
}
