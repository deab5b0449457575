package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A layer that can be run: the arrays it owns and what it computes with them. */
sealed interface Block permits DenseBlock, BatchNormBlock, ActivationBlock {

  NDArray forward(Pass pass, NDArray x);

  /** Arrays that training changes. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Arrays that a forward pass changes: the running statistics. */
  default List<NDArray> statistics() {
    return List.of();
  }
}
