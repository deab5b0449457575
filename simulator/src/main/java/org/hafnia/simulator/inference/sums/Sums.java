package org.hafnia.simulator.inference.sums;

import org.hafnia.simulator.inference.layout.Signal;

/** The sums of a layer. */
public sealed interface Sums extends Answering permits PackedSums, DirectSums {

  /**
   * The sums themselves, rounded to floats where they are not whole.
   *
   * @param sums of an image, channel by channel
   */
  void floats(Signal in, int image, float[] sums);
}
