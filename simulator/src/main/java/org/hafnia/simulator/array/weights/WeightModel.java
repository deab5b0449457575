package org.hafnia.simulator.array.weights;

import org.hafnia.simulator.device.use.DeviceUse;

/** Why weights are read other than they are meant. */
public interface WeightModel {

  /** What happens to the weights of a layer. */
  WeightChannel channel(boolean ternary);

  /**
   * Probability that a weight is read wrong, without chance.
   *
   * @param ternary whether the weights are
   * @param zeroShare p0, share of zeros among them
   */
  double errorRate(boolean ternary, double zeroShare);

  /**
   * What writing the weights of a layer once gives to its devices.
   *
   * @param weights of the layer
   * @param zeros among them
   */
  default DeviceUse use(long weights, long zeros) {
    return DeviceUse.none();
  }
}
