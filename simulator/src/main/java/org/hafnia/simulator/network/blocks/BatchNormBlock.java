package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.blocks.Parameter.Role;

/**
 * Batch norm per channel. Running statistics move by a tenth towards those of each training batch
 * (the variance unbiased), as in PyTorch's defaults.
 */
record BatchNormBlock(Parameter gamma, Parameter beta, Parameter mean, Parameter variance)
    implements Block {

  private static final float KEPT = 0.9f;
  private static final float EPSILON = 1e-5f;

  static BatchNormBlock of(LayerDescription.BatchNorm layer, String name, NDManager manager) {
    var shape = new Shape(layer.input().channels());
    return new BatchNormBlock(
        new Parameter(name + ".gamma", Role.VECTOR, manager.ones(shape)),
        new Parameter(name + ".beta", Role.VECTOR, manager.zeros(shape)),
        new Parameter(name + ".mean", Role.STATISTIC, manager.zeros(shape)),
        new Parameter(name + ".variance", Role.STATISTIC, manager.ones(shape)));
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
            pass.isTraining())
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
