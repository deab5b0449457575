package org.hafnia.service.trainings.keep;

import java.util.UUID;
import java.util.function.Supplier;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.models.Draft;
import org.hafnia.service.models.Kept;
import org.hafnia.service.models.ModelDrafts;
import org.hafnia.service.models.StoredModel;
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

  /** What keeps the networks of one attempt. */
  public Keeper keeper(JobContext context, StoredModel.Origin origin) {
    return (kept, metrics, network) -> keep(context, origin, kept, metrics, network.get());
  }

  /** Takes a network of a running training. */
  @FunctionalInterface
  public interface Keeper {

    /** Stores it in place of an earlier one of its kind. */
    void keep(Kept kept, EpochMetrics metrics, Supplier<TrainedNetwork> network);
  }

  private void keep(
      JobContext context,
      StoredModel.Origin origin,
      Kept kept,
      EpochMetrics metrics,
      TrainedNetwork network) {
    double validation = metrics.validationAccuracy();
    var draft =
        new Draft(
            context.id(),
            kept,
            origin,
            metrics.epoch(),
            metrics.testAccuracy(),
            Double.isNaN(validation) ? null : validation);
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
}
