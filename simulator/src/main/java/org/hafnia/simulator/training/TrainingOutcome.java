package org.hafnia.simulator.training;

/** How a training can end; anything else is a bug or a broken machine. */
public sealed interface TrainingOutcome {

  /** All epochs are done. */
  record Completed(TrainingResult result) implements TrainingOutcome {}

  /**
   * The loss became infinite or not a number.
   *
   * @param epoch in which it happened, from 1
   * @param reason what was seen, and where
   * @param advice what to try
   */
  record Diverged(int epoch, String reason, String advice) implements TrainingOutcome {

    /** What was seen, and where, at which learning rate. */
    static Diverged at(int epoch, String where, double loss, double rate) {
      return new Diverged(
          epoch,
          "the loss became %s in epoch %d, %s, at a learning rate of %s"
              .formatted(loss, epoch, where, rate),
          "lower optimizer.learningRate, or halve it more often");
    }
  }

  /**
   * The listener asked to stop.
   *
   * @param epoch that was under way, from 1
   */
  record Cancelled(int epoch) implements TrainingOutcome {}
}
