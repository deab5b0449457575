package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;

/** A layer that can be run: the arrays it owns and what it computes with them. */
sealed interface Block
    permits WeightedBlock,
        BatchNormBlock,
        ActivationBlock,
        PoolBlock,
        DropoutBlock,
        ResizeBlock,
        Block.Flatten,
        Block.Residual {

  NDArray forward(Pass pass, NDArray x);

  /** Arrays that training changes. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Arrays that a forward pass changes: the running statistics. */
  default List<Parameter> statistics() {
    return List.of();
  }

  /** Channels, rows and columns one after the other. */
  record Flatten() implements Block {
    @Override
    public NDArray forward(Pass pass, NDArray x) {
      return x.getShape().dimension() > 2 ? x.flatten(1, -1) : x;
    }
  }

  /** The sum of what a body and a shortcut make of the same input. */
  record Residual(List<Block> body, List<Block> shortcut) implements Block {

    @Override
    public NDArray forward(Pass pass, NDArray x) {
      return Block.run(body, pass, x).add(Block.run(shortcut, pass, x));
    }

    @Override
    public List<Parameter> parameters() {
      return parts().flatMap(block -> block.parameters().stream()).toList();
    }

    @Override
    public List<Parameter> statistics() {
      return parts().flatMap(block -> block.statistics().stream()).toList();
    }

    private Stream<Block> parts() {
      return Stream.concat(body.stream(), shortcut.stream());
    }
  }

  /**
   * Runs blocks, each fed by the one before it. Where no gradient will be asked for, what lies
   * between them is freed at once; x stays.
   */
  @SuppressWarnings("ReferenceEquality") // A block may hand on the very array that it got.
  static NDArray run(List<Block> blocks, Pass pass, NDArray x) {
    var y = x;
    for (var block : blocks) {
      var from = y;
      y = block.forward(pass, from);
      if (!pass.isTraining() && from != x && from != y) {
        from.close();
      }
    }
    return y;
  }
}
