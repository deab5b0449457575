package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.optimizer.rule.FloatArrays;
import org.hafnia.simulator.optimizer.rule.Moments;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;
import org.hafnia.simulator.random.RandomStream;

/** Weights that are ideal 32-bit floats: w = w (1 - decay) + u. */
public final class RealPlane implements WeightPlane {

  private final float[] values;
  private final Moments moments;

  /** Takes the initial values over. */
  public RealPlane(float[] values, Rule rule) {
    this.values = values;
    this.moments = rule.moments(values.length);
  }

  /** Initial weights from N(0, 1 / inputs), so that a unit input gives a unit sum. */
  public static RealPlane random(int size, int inputs, Rule rule, RandomStream stream) {
    return new RealPlane(normal(size, 1 / Math.sqrt(inputs), stream), rule);
  }

  static float[] normal(int size, double deviation, RandomStream stream) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * stream.normal(i, 0));
    }
    return values;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public void read(long step, int from, int length, float[] weight) {
    System.arraycopy(values, from, weight, from, length);
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] gradient, float[] weight) {
    moments.update(step, from, length, gradient);
    float kept = 1 - step.decay();
    for (int i = from; i < from + length; i++) {
      values[i] = values[i] * kept + gradient[i];
    }
    read(step.number(), from, length, weight);
  }

  @Override
  public void adopt(float[] weight, float[] latent) {
    System.arraycopy(weight, 0, values, 0, values.length);
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    FloatArrays.write(values, out);
    moments.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    FloatArrays.read(values, in);
    moments.readState(in);
  }
}
