package org.hafnia.simulator.optimizer.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Stochastic gradient descent with momentum (Polyak, 1964), element by element:
 *
 * <pre>
 *   v = mu v + g          u = -lr v
 * </pre>
 *
 * Without momentum no velocity is stored. Velocities below 1e-30 become 0, as in {@link Adam}.
 */
final class Momentum implements Moments {

  private final float kept;
  private final float[] velocity;

  Momentum(int size, double momentum) {
    kept = (float) momentum;
    velocity = new float[momentum == 0 ? 0 : size];
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] values) {
    float rate = step.rate();
    if (velocity.length == 0) {
      for (int i = from; i < from + length; i++) {
        values[i] = -(rate * values[i]);
      }
      return;
    }
    for (int i = from; i < from + length; i++) {
      float v = kept * velocity[i] + values[i];
      v = Math.abs(v) < Adam.SMALLEST_1 ? 0 : v;
      velocity[i] = v;
      values[i] = -(rate * v);
    }
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    FloatArrays.write(velocity, out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    FloatArrays.read(velocity, in);
  }
}
