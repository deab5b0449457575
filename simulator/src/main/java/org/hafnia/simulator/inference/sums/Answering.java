package org.hafnia.simulator.inference.sums;

import org.hafnia.simulator.inference.layout.Signal;

/** Says which sums of a layer reach their thresholds; one worker's own, its weights can change. */
public interface Answering {

  /** Changes a weight, whose place is that in the row-major array. */
  void set(int index, int from, int to);

  /** All weights are as they are meant again, by changes the other way round. */
  default void restored() {}

  /**
   * Answers z >= threshold for images of a signal.
   *
   * @param first of them
   * @param count of them, whose answers go to the slots from 0 on
   * @param number of the first one in the test set
   */
  void answers(Signal in, int first, int count, int number, ThresholdRun answers);
}
