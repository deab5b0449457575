package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.array.weights.WeightChannel;
import org.hafnia.simulator.optimizer.rule.UpdateStep;

/**
 * Latent weights whose binary or ternary values are read with errors, anew in every pass of the
 * training. The gradient with respect to a weight that was read moves its latent weight, straight
 * through the sign; what it does at an error is a choice.
 *
 * @param latent what is trained
 * @param channel what happens to the weights on their way
 * @param key of the errors
 */
public record ErrorPlane(LatentPlane latent, WeightChannel channel, ErrorGradient through, long key)
    implements WeightPlane {

  @Override
  public int size() {
    return latent.size();
  }

  @Override
  public void read(long step, int from, int length, float[] weight) {
    latent.read(step, from, length, weight);
    channel.pass(key, step, from, length, weight);
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] gradient, float[] weight) {
    if (through == ErrorGradient.THROUGH_ERRORS) {
      read(step.number() - 1, from, length, weight);
      for (int i = from; i < from + length; i++) {
        gradient[i] = latent.isTurned(i, weight[i]) ? -gradient[i] : gradient[i];
      }
    }
    latent.update(step, from, length, gradient, weight);
    channel.pass(key, step.number(), from, length, weight);
  }

  @Override
  public void readMeant(long step, int from, int length, float[] weight) {
    latent.read(step, from, length, weight);
  }

  @Override
  public void adopt(float[] weight, float[] from) {
    latent.adopt(weight, from);
  }

  @Override
  public boolean readLatent(float[] values) {
    return latent.readLatent(values);
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    latent.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    latent.readState(in);
  }
}
