package org.hafnia.simulator.training.folds;

import org.hafnia.simulator.training.TrainingOutcome;

/** How a cross-validation can end. */
public sealed interface CrossValidationOutcome {

  /** All folds are done. */
  record Completed(CrossValidationResult result) implements CrossValidationOutcome {}

  /** The training of a fold diverged; the folds after it are not trained. */
  record Diverged(int fold, TrainingOutcome.Diverged training) implements CrossValidationOutcome {}

  /** The listener asked to stop. */
  record Cancelled(int fold, int epoch) implements CrossValidationOutcome {}
}
