package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.hafnia.simulator.network.ActivationFunction;

/**
 * Functions of each value; the sign and its ternary kin with Hardtanh's derivative
 * (straight-through).
 *
 * <pre>
 *   h = clip(x, -1, 1)
 *   y = sign(x) + (h - constant(h))      forward sign(x), backward dy/dx = dh/dx
 * </pre>
 *
 * The bracket is exactly zero, so y is exactly +-1; x + constant(sign(x) - x) would round.
 *
 * @param index of this one among the activations of a network that give signs, from 0
 */
record ActivationBlock(ActivationFunction function, float threshold, int index) implements Block {

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    return switch (function) {
      case SIGN -> straightThrough(pass, x, ActivationBlock::sign);
      case TERNARY -> straightThrough(pass, x, this::ternary);
      case HARDTANH -> x.clip(-1, 1);
      case RELU -> x.getNDArrayInternal().relu();
      case IDENTITY -> x;
    };
  }

  private NDArray straightThrough(Pass pass, NDArray x, UnaryOperator<NDArray> steps) {
    if (!pass.isTraining()) {
      var y = steps.apply(x);
      return pass.errors()
          .map(errors -> pass.changed(y, values -> errors.strike(index, values)))
          .orElse(y);
    }
    var quantised = pass.constant(() -> steps.apply(x));
    var surrogate = x.clip(-1, 1);
    return quantised.add(surrogate.sub(surrogate.stopGradient()));
  }

  /** The sign where |x| is beyond the threshold, else 0. */
  private NDArray ternary(NDArray x) {
    return x.sub(x.clip(-threshold, threshold)).signi();
  }

  /** The sign with sign(0) = +1: libtorch's gives 0 there, which half a step up mends. */
  private static NDArray sign(NDArray x) {
    return x.sign().addi(0.5f).signi();
  }
}
