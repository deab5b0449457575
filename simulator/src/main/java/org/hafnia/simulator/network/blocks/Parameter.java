package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.hafnia.simulator.network.blocks.memory.Mirror;

/**
 * An array of a network. Its owner writes new values into the host's memory, and pushes them to the
 * network's device.
 *
 * @param name layer and role, as in {@code layer1.weight}
 * @param role what the array is for
 * @param mirror lives as long as the network
 */
public record Parameter(String name, Role role, Mirror mirror) {

  /** What a parameter is for. */
  public enum Role {
    /** The weights of a dense layer. */
    WEIGHTS,
    /** Bias, or gamma or beta of a batch norm: one-dimensional, always real. */
    VECTOR,
    /** Running mean or variance of a batch norm: forward passes of a training move it. */
    STATISTIC
  }

  /** Outermost extent first. */
  public List<Integer> shape() {
    return LongStream.of(array().getShape().getShape()).mapToObj(Math::toIntExact).toList();
  }

  /** On the network's device. */
  NDArray array() {
    return mirror.array();
  }

  /** In the host's memory; valid until the network is closed. */
  public FloatBuffer memory() {
    return mirror.memory();
  }

  /** The same, with what forward passes made of it. */
  public FloatBuffer pulled() {
    mirror.pull();
    return mirror.memory();
  }

  /** The network computes with what was written to the memory from now on. */
  public void push() {
    mirror.push();
  }
}
