package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import org.hafnia.simulator.network.LayerDescription.Pool;

/** The largest or the mean value under a window; what is padded counts in neither. */
record PoolBlock(Pool layer) implements Block {

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    var window = layer.window();
    if (layer.max()) {
      var kernel = Shapes.of(window.kernel());
      var stride = Shapes.of(window.stride());
      return x.getNDArrayInternal().maxPool(kernel, stride, Shapes.of(window.padding()), false);
    }
    boolean padded = window.padding().stream().anyMatch(extent -> extent > 0);
    return padded ? mean(x).div(pass.constant(() -> mean(inside(pass)))) : mean(x);
  }

  /** The engine counts what is padded as zeros, whatever it is told. */
  private NDArray mean(NDArray x) {
    var window = layer.window();
    var kernel = Shapes.of(window.kernel());
    var stride = Shapes.of(window.stride());
    return x.getNDArrayInternal()
        .avgPool(kernel, stride, Shapes.of(window.padding()), false, false);
  }

  /** Ones in the shape of a sample: their mean is the part of a window that is not padded. */
  private NDArray inside(Pass pass) {
    return pass.ones(Shapes.batch(1, layer.input().extents()));
  }
}
