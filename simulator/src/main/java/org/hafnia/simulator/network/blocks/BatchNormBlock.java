package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;
import java.util.function.Function;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.blocks.Parameter.Role;
import org.hafnia.simulator.network.blocks.memory.Mirror;

/**
 * Batch norm per channel. Running statistics move by a tenth towards those of each training batch
 * (the variance unbiased), as in PyTorch's defaults.
 */
record BatchNormBlock(Parameter gamma, Parameter beta, Parameter mean, Parameter variance)
    implements Block {

  private static final float KEPT = 0.9f;
  private static final float EPSILON = 1e-5f;

  static BatchNormBlock of(
      LayerDescription.BatchNorm layer, String name, Function<Shape, Mirror> zeros) {
    var shape = new Shape(layer.input().channels());
    return new BatchNormBlock(
        new Parameter(name + ".gamma", Role.VECTOR, ones(zeros.apply(shape))),
        new Parameter(name + ".beta", Role.VECTOR, zeros.apply(shape)),
        new Parameter(name + ".mean", Role.STATISTIC, zeros.apply(shape)),
        new Parameter(name + ".variance", Role.STATISTIC, ones(zeros.apply(shape))));
  }

  private static Mirror ones(Mirror mirror) {
    for (int i = 0; i < mirror.memory().limit(); i++) {
      mirror.memory().put(i, 1);
    }
    mirror.push();
    return mirror;
  }

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    return BatchNorm.batchNorm(
            x,
            mean.array(),
            variance.array(),
            pass.use(gamma),
            pass.use(beta),
            1,
            KEPT,
            EPSILON,
            pass.learns(gamma))
        .singletonOrThrow();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gamma, beta);
  }

  @Override
  public List<Parameter> statistics() {
    return List.of(mean, variance);
  }
}
