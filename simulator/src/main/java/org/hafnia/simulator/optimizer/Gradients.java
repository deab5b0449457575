package org.hafnia.simulator.optimizer;

import java.nio.FloatBuffer;

/**
 * Gradients as the engine left them, and what they are multiplied by.
 *
 * @param values one per weight, from index 0; a view of native memory of the host
 * @param scale 1, or less where they are clipped
 */
public record Gradients(FloatBuffer values, float scale) {

  /** Of the loss with respect to the weights {@code from .. from + length - 1}, scaled. */
  void read(int from, int length, float[] gradient) {
    values.get(from, gradient, from, length);
    if (scale != 1) {
      for (int i = from; i < from + length; i++) {
        gradient[i] *= scale;
      }
    }
  }
}
