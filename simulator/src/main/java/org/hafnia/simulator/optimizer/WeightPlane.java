package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.optimizer.rule.UpdateStep;

/**
 * The weights of one layer and what a gradient does to them. Blocks of a plane may be updated on
 * any threads, in any order: the same bits come out.
 */
public sealed interface WeightPlane
    permits AnalogPlane, DevicePlane, ErrorPlane, LatentPlane, RealPlane {

  /** Number of weights. */
  int size();

  /**
   * Reads the weights {@code from .. from + length - 1} without changing them.
   *
   * @param step the last one taken, 0 before the first: its weights are read again
   * @param weight receives weight i at index i
   */
  void read(long step, int from, int length, float[] weight);

  /**
   * Takes one step with the weights {@code from .. from + length - 1}.
   *
   * @param from a multiple of {@link Kernels#BLOCK}
   * @param gradient of the loss with respect to weight i at index i; overwritten
   * @param weight receives the new weight i at index i
   */
  void update(UpdateStep step, int from, int length, float[] gradient, float[] weight);

  /**
   * Reads the weights that are meant, where {@link #read} gives them with errors that belong to the
   * passes of a training only.
   *
   * @param step the last one taken
   * @param weight receives weight i at index i
   */
  default void readMeant(long step, int from, int length, float[] weight) {
    read(step, from, length, weight);
  }

  /**
   * Reads the real numbers that binary or ternary weights are taken from.
   *
   * @param latent receives number i at index i
   * @return false where there are none; nothing is read then
   */
  default boolean readLatent(float[] latent) {
    return false;
  }

  /**
   * Starts from the weights of a trained network, before the first step.
   *
   * @param weight weight i at index i, as the network computes with it
   * @param latent the real number that it was taken from; as many, or none
   */
  void adopt(float[] weight, float[] latent);

  /** What the devices that hold the weights were given. */
  default DeviceUse use() {
    return DeviceUse.none();
  }

  /** Writes everything that {@link #readState} needs to go on with the same bits. */
  void writeState(DataOutput out) throws IOException;

  /** Takes over a state written by a plane made with the same arguments. */
  void readState(DataInput in) throws IOException;
}
