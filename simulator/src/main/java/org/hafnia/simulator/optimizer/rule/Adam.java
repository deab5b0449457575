package org.hafnia.simulator.optimizer.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adam (Kingma and Ba, 2015) for an array of parameters, element by element:
 *
 * <pre>
 *   m = 0.9 m + 0.1 g          v = 0.999 v + 0.001 g^2
 *   u = -lr m / (1 - 0.9^t) / (sqrt(v / (1 - 0.999^t)) + 1e-8)
 * </pre>
 *
 * Gradients below 1e-17 and moments below 1e-30 and 1e-36 become 0: next to 1e-8 they change
 * nothing, and no operation, the square among them, makes a subnormal number, which costs a hundred
 * times an ordinary one; a network that has learnt all of its samples has such gradients. No fused
 * multiply-add is used, so scalar and vector code give the same bits.
 */
final class Adam implements Moments {

  static final float KEPT_1 = 0.9f;
  static final float NEW_1 = 0.1f;
  static final float KEPT_2 = 0.999f;
  static final float NEW_2 = 0.001f;
  static final float EPSILON = 1e-8f;
  static final float SMALLEST_GRADIENT = 1e-17f;
  static final float SMALLEST_1 = 1e-30f;
  static final float SMALLEST_2 = 1e-36f;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  /** Heap bytes per parameter: both moments. */
  static final int BYTES = 2 * Float.BYTES;

  private static final double DECAY_1 = 0.9;
  private static final double DECAY_2 = 0.999;

  private final float[] first;
  private final float[] second;

  /** All moments 0. */
  Adam(int size) {
    first = new float[size];
    second = new float[size];
  }

  /** Step {@code number}, from 1, at a learning rate. */
  static UpdateStep step(long number, double learningRate, double decay) {
    double bias1 = 1 - StrictMath.pow(DECAY_1, (double) number);
    double bias2 = 1 - StrictMath.pow(DECAY_2, (double) number);
    return new UpdateStep(
        number, (float) (learningRate / bias1), (float) (1 / bias2), (float) decay);
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] values) {
    int done = VECTORS ? AdamVectors.update(step, from, length, this, values) : 0;
    updateScalar(step, from + done, from + length, values);
  }

  float[] first() {
    return first;
  }

  float[] second() {
    return second;
  }

  void updateScalar(UpdateStep step, int from, int to, float[] values) {
    float rate = step.rate();
    float correction = step.correction();
    for (int i = from; i < to; i++) {
      float g = Math.abs(values[i]) < SMALLEST_GRADIENT ? 0 : values[i];
      float m = KEPT_1 * first[i] + NEW_1 * g;
      float v = KEPT_2 * second[i] + NEW_2 * g * g;
      m = Math.abs(m) < SMALLEST_1 ? 0 : m;
      v = v < SMALLEST_2 ? 0 : v;
      first[i] = m;
      second[i] = v;
      values[i] = -(rate * m / ((float) Math.sqrt(v * correction) + EPSILON));
    }
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    FloatArrays.write(first, out);
    FloatArrays.write(second, out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    FloatArrays.read(first, in);
    FloatArrays.read(second, in);
  }
}
