package org.hafnia.simulator.inference.packed;

import java.nio.FloatBuffer;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.sums.Answering;
import org.hafnia.simulator.inference.sums.ByteSums;

/**
 * That a test set is of plain bytes: their sums are whole.
 *
 * @param stage the first one
 * @param weights that are meant
 */
record PlainBytes(Stage stage, FloatBuffer weights) implements FixedInput {

  @Override
  public Answering answering(WordKernel kernel) {
    return new ByteSums(stage, weights, kernel);
  }

  @Override
  public boolean replacesInput() {
    return false;
  }
}
