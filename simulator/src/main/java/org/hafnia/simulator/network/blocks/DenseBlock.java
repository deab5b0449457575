package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.blocks.Parameter.Role;

/**
 * y = x W^T + b. W is used as it lies in memory: for a binary layer its owner keeps it at +-1, and
 * the gradient with respect to W is taken straight through the sign that made it.
 */
record DenseBlock(Parameter weight, Parameter bias) implements Block {

  static DenseBlock of(Dense layer, String name, NDManager manager) {
    var weight = manager.zeros(new Shape(layer.outputs(), layer.inputs()));
    var bias = manager.zeros(new Shape(layer.outputs()));
    return new DenseBlock(
        new Parameter(name + ".weight", Role.WEIGHTS, weight),
        new Parameter(name + ".bias", Role.VECTOR, bias));
  }

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    return Linear.linear(x, pass.use(weight), pass.use(bias)).singletonOrThrow();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }
}
