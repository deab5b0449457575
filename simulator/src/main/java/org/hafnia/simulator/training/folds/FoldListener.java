package org.hafnia.simulator.training.folds;

import java.util.function.Supplier;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.EpochMetrics;

/**
 * Watches the trainings of a cross-validation; called on their own thread. Folds are numbered from
 * 1, on through all repetitions.
 */
public interface FoldListener {

  /** Whether to stop; asked before every batch, of training and of evaluation. */
  default boolean cancelRequested() {
    return false;
  }

  /**
   * A step has been taken.
   *
   * @param batch from 1 to {@code batches}
   * @param loss mean over the batch before its step
   */
  default void batch(int fold, int epoch, int batch, int batches, double loss) {}

  /**
   * A draw of a test on hardware begins.
   *
   * @param draw from 1 to {@code draws}
   */
  default void hardwareTest(int fold, String name, int draw, int draws) {}

  /**
   * An epoch has ended.
   *
   * @param checkpoint of the state after it; can be written until this method returns
   */
  default void epoch(int fold, EpochMetrics metrics, FoldsCheckpoint checkpoint) {}

  /**
   * The training of a fold has come to its end, before the fold is {@link #done}.
   *
   * @param metrics of the last epoch
   * @param network can be asked for until this method returns
   */
  default void last(int fold, EpochMetrics metrics, Supplier<TrainedNetwork> network) {}

  /** A fold is done. Told again if the trainings go on from a checkpoint of its last epoch. */
  default void done(FoldResult result) {}
}
