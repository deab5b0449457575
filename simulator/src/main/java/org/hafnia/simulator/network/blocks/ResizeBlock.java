package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.TensorShape;

/** Means over areas, one extent after the other: y = A x B^T with the shares as A and B. */
record ResizeBlock(Resize layer) implements Block {

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    int extents = layer.input().extents().size();
    var last = pass.constant(() -> shares(pass, extents - 1).transpose());
    var y = x.matMul(last);
    return extents == 2 ? y : pass.constant(() -> shares(pass, 1)).matMul(y);
  }

  private NDArray shares(Pass pass, int extent) {
    int n = layer.input().extents().get(extent);
    int m = layer.output().extents().get(extent);
    return pass.filled(new Shape(m, n), values -> values.put(0, TensorShape.shares(n, m)));
  }
}
