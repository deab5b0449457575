package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;

/** Extents as the engine wants them. */
final class Shapes {

  private Shapes() {}

  static Shape of(List<Integer> extents) {
    return new Shape(extents.stream().mapToLong(Integer::longValue).toArray());
  }

  /** So many extents of 1. */
  static Shape ones(int count) {
    return of(Collections.nCopies(count, 1));
  }

  /** A batch of samples of those extents. */
  static Shape batch(long samples, List<Integer> extents) {
    return new Shape(samples).addAll(of(extents));
  }
}
