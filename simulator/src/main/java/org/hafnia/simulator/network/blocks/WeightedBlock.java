package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.blocks.Parameter.Role;
import org.hafnia.simulator.network.blocks.memory.Mirror;
import org.jspecify.annotations.Nullable;

/**
 * A dense layer or a convolution. W is used as it lies in memory: for a binary layer its owner
 * keeps it at +-1, and the gradient with respect to W is taken straight through the sign that made
 * it.
 *
 * @param bias null for none
 */
record WeightedBlock(Weighted layer, Parameter weight, @Nullable Parameter bias) implements Block {

  static WeightedBlock of(Weighted layer, String name, Function<Shape, Mirror> zeros) {
    var weight = new Parameter(name + ".weight", Role.WEIGHTS, zeros.apply(shape(layer)));
    var units = new Shape(layer.units());
    return new WeightedBlock(
        layer,
        weight,
        layer.bias() ? new Parameter(name + ".bias", Role.VECTOR, zeros.apply(units)) : null);
  }

  private static Shape shape(Weighted layer) {
    return switch (layer) {
      case Dense dense -> new Shape(dense.outputs(), dense.inputs());
      case Convolution convolution -> {
        var channels = convolution.input().channels() / convolution.groups();
        yield new Shape(convolution.filters(), channels)
            .addAll(Shapes.of(convolution.window().kernel()));
      }
    };
  }

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    var b = bias == null ? null : pass.use(bias);
    return switch (layer) {
      case Dense dense -> {
        var flat = x.getShape().dimension() > 2 ? x.flatten(1, -1) : x;
        yield Linear.linear(flat, pass.use(weight), b).singletonOrThrow();
      }
      case Convolution convolution -> {
        var window = convolution.window();
        yield x.getNDArrayInternal()
            .convolution(
                x,
                pass.use(weight),
                b,
                Shapes.of(window.stride()),
                Shapes.of(window.padding()),
                Shapes.ones(window.kernel().size()),
                convolution.groups())
            .singletonOrThrow();
      }
    };
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(Stream.of(weight), Stream.ofNullable(bias)).toList();
  }
}
