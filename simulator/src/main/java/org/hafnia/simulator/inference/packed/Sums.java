package org.hafnia.simulator.inference.packed;

import org.hafnia.simulator.inference.layout.Signal;

/** The sums of a layer, one worker's own: its weights can be changed. */
sealed interface Sums permits PackedSums, DirectSums {

  /** Changes a weight, whose place is that in the row-major array. */
  void set(int index, int from, int to);

  /**
   * Answers z >= threshold for images of a signal.
   *
   * @param first of them
   * @param count of them, whose answers go to the slots from 0 on
   */
  void answers(Signal in, int first, int count, ThresholdRun answers);

  /**
   * The sums themselves, rounded to floats where they are not whole.
   *
   * @param sums of an image, channel by channel
   */
  void floats(Signal in, int image, float[] sums);
}
