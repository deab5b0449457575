package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An array of a network. Its owner writes new values straight into its memory.
 *
 * @param name layer and role, as in {@code layer1.weight}
 * @param role what the array is for
 * @param array lives as long as the network
 */
public record Parameter(String name, Role role, NDArray array) {

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
    return LongStream.of(array.getShape().getShape()).mapToObj(Math::toIntExact).toList();
  }

  /** The array's own memory; valid until the network is closed. */
  public FloatBuffer memory() {
    return NativeFloats.of(array);
  }
}
