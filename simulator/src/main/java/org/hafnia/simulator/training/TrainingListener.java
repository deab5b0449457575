package org.hafnia.simulator.training;

import java.util.function.Supplier;
import org.hafnia.simulator.model.TrainedNetwork;

/** Watches a training; called on the training's own thread. */
public interface TrainingListener {

  /** Whether to stop; asked before every batch, of training and of evaluation. */
  default boolean cancelRequested() {
    return false;
  }

  /**
   * A step has been taken.
   *
   * @param epoch from 1
   * @param batch from 1 to {@code batches}
   * @param loss mean cross-entropy of the batch before its step, in nats
   */
  default void batch(int epoch, int batch, int batches, double loss) {}

  /**
   * A draw of a test on hardware begins, after the last epoch.
   *
   * @param draw from 1 to {@code draws}
   */
  default void hardwareTest(String name, int draw, int draws) {}

  /**
   * An epoch has ended.
   *
   * @param checkpoint of the state after it; can be written until this method returns
   */
  default void epoch(EpochMetrics metrics, Checkpoint checkpoint) {}

  /**
   * An epoch has ended with the greatest accuracy on the validation samples so far; before its
   * {@link #epoch}.
   *
   * @param network can be asked for until this method returns
   */
  default void best(EpochMetrics metrics, Supplier<TrainedNetwork> network) {}

  /**
   * The training has come to its end, tests on hardware included.
   *
   * @param metrics of the last epoch
   * @param network can be asked for until this method returns
   */
  default void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {}
}
