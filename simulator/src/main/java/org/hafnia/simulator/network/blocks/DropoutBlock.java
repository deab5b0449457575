package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import org.hafnia.simulator.random.RandomStream;

/**
 * Sets values to 0 with the given probability, in training only. The mask is a function of seed,
 * layer, step and place in the batch: libtorch's generator, which the whole process shares, has no
 * part in it.
 *
 * @param stream of the seed and the layer
 */
record DropoutBlock(double rate, RandomStream stream) implements Block {

  private static final int BITS = 32;

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    if (!pass.isTraining() || rate == 0) {
      return x;
    }
    return x.mul(pass.constant(() -> pass.filled(x.getShape(), memory -> mask(pass, memory))));
  }

  /** 0 or 1 / (1 - rate): four values of each block of 128 random bits. */
  private void mask(Pass pass, FloatBuffer memory) {
    long dropped = Math.round(rate * (1L << BITS));
    float kept = (float) (1 / (1 - rate));
    long[] words = new long[2];
    for (int i = 0; i < memory.limit(); i++) {
      int part = i & 3;
      if (part == 0) {
        stream.block(i >>> 2, pass.step(), words);
      }
      long bits = words[part >> 1] >>> ((part & 1) * BITS) & 0xFFFF_FFFFL;
      memory.put(i, bits < dropped ? 0 : kept);
    }
  }
}
