package org.hafnia.service.models;

import java.util.UUID;
import org.hafnia.service.models.StoredModel.Fold;
import org.jspecify.annotations.Nullable;

/**
 * A model of a training that still runs: it has no name, and nobody sees it.
 *
 * @param trainingId the training that makes it
 * @param kept which epoch it is of
 * @param fold of the cross-validation; null for a single training
 * @param origin what it is trained on, and as what
 * @param epoch from 1
 * @param testAccuracy after that epoch, 0 to 1
 * @param validationAccuracy likewise; null where no samples are held out
 */
public record Draft(
    UUID trainingId,
    Kept kept,
    @Nullable Fold fold,
    StoredModel.Origin origin,
    int epoch,
    double testAccuracy,
    @Nullable Double validationAccuracy) {

  /** From 1; 0 for a single training. */
  int foldNumber() {
    return fold == null ? 0 : fold.fold();
  }
}
