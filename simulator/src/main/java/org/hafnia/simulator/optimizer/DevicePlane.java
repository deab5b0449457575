package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.optimizer.rule.Moments;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;

/**
 * Binary weights in pairs of devices: the update u is the number of weak RESET pulses asked for.
 *
 * @param pairs the devices
 * @param moments of the gradients, digital
 */
public record DevicePlane(WeakResetPairs pairs, Moments moments) implements WeightPlane {

  /** With an empty memory of gradients. */
  public DevicePlane(WeakResetPairs pairs, Rule rule) {
    this(pairs, rule.moments(pairs.size()));
  }

  @Override
  public int size() {
    return pairs.size();
  }

  @Override
  public void read(long step, int from, int length, float[] weight) {
    pairs.read(step, from, length, weight);
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] gradient, float[] weight) {
    moments.update(step, from, length, gradient);
    pairs.apply(step.number(), from, length, gradient, weight);
  }

  @Override
  public void adopt(float[] weight, float[] latent) {
    pairs.program(weight);
  }

  @Override
  public DeviceUse use() {
    return pairs.use();
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    pairs.writeState(out);
    moments.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    pairs.readState(in);
    moments.readState(in);
  }
}
