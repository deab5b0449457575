package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import org.hafnia.simulator.network.Precision;

/**
 * Hardtanh, or the sign with Hardtanh's derivative (straight-through).
 *
 * <pre>
 *   h = clip(x, -1, 1)
 *   y = sign(x) + (h - constant(h))      forward sign(x), backward dy/dx = dh/dx
 * </pre>
 *
 * The bracket is exactly zero, so y is exactly +-1; x + constant(sign(x) - x) would round.
 */
record ActivationBlock(Precision kind) implements Block {

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    return switch (kind) {
      case REAL -> x.clip(-1, 1);
      case BINARY -> pass.isTraining() ? straightThrough(pass, x) : sign(x);
    };
  }

  private static NDArray straightThrough(Pass pass, NDArray x) {
    var sign = pass.constant(() -> sign(x));
    var surrogate = x.clip(-1, 1);
    return sign.add(surrogate.sub(surrogate.stopGradient()));
  }

  /** The sign with sign(0) = +1: libtorch's gives 0 there, which half a step up mends. */
  private static NDArray sign(NDArray x) {
    return x.sign().addi(0.5f).signi();
  }
}
