package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import org.hafnia.simulator.network.LayerDescription.Pool;

/** The largest or the mean value under a window; what is padded counts in neither. */
record PoolBlock(Pool layer) implements Block {

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    var window = layer.window();
    var kernel = Shapes.of(window.kernel());
    var stride = Shapes.of(window.stride());
    var padding = Shapes.of(window.padding());
    return layer.max()
        ? x.getNDArrayInternal().maxPool(kernel, stride, padding, false)
        : x.getNDArrayInternal().avgPool(kernel, stride, padding, false, false);
  }
}
