package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.device.pairs.WeakResetPairs;

/**
 * Binary weights in pairs of devices: Adam's update u is the number of weak RESET pulses asked for.
 *
 * @param pairs the devices
 * @param adam moments of the gradients, digital
 */
public record DevicePlane(WeakResetPairs pairs, Adam adam) implements WeightPlane {

  /** With moments at 0. */
  public DevicePlane(WeakResetPairs pairs) {
    this(pairs, new Adam(pairs.size()));
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
  public void update(AdamStep step, int from, int length, float[] gradient, float[] weight) {
    adam.update(step, from, length, gradient);
    pairs.apply(step.number(), from, length, gradient, weight);
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    pairs.writeState(out);
    adam.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    pairs.readState(in);
    adam.readState(in);
  }
}
