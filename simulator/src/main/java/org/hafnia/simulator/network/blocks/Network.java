package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Dropout;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.LayerDescription.Residual;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.network.blocks.memory.Mirror;
import org.hafnia.simulator.random.RandomStream;

/**
 * A network that can be run on a device, and the owner of its arrays. Weights start at 0, gamma at
 * 1, beta and biases at 0: whoever trains it writes them.
 */
public final class Network implements AutoCloseable {

  private final NDManager manager;
  private final ComputeDevice device;
  private final TensorShape input;
  private final List<Block> blocks;
  private Set<String> frozen = Set.of();

  private Network(NDManager manager, ComputeDevice device, TensorShape input, List<Block> blocks) {
    this.manager = manager;
    this.device = device;
    this.input = input;
    this.blocks = blocks;
  }

  /**
   * Makes the blocks of the given layers, each fed by the one before it.
   *
   * @param seed of the masks of dropout
   * @param device on which it is run
   */
  public static Network of(List<LayerDescription> layers, long seed, ComputeDevice device) {
    checkShapes(layers, layers.getFirst().input());
    var manager = device.newManager();
    var blocks = new Assembly(shape -> new Mirror(manager, device, shape), seed).blocks(layers);
    return new Network(manager, device, layers.getFirst().input(), blocks);
  }

  private static void checkShapes(List<LayerDescription> layers, TensorShape entering) {
    var made = entering;
    for (int i = 0; i < layers.size(); i++) {
      var layer = layers.get(i);
      boolean fits =
          layer instanceof Dense ? made.size() == layer.input().size() : made.equals(layer.input());
      if (!fits) {
        throw new IllegalArgumentException(
            "layer %d takes %s values, but layer %d makes %s"
                .formatted(i, layer.input(), i - 1, made));
      }
      if (layer instanceof Residual residual) {
        checkShapes(residual.body(), made);
        checkShapes(residual.shortcut(), made);
      }
      made = layer.output();
    }
  }

  /** Makes blocks, and names their parameters after the layers with weights, counted from 1. */
  private static final class Assembly {

    private final Function<Shape, Mirror> zeros;
    private final long seed;
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int dropouts;
    private int signs;

    Assembly(Function<Shape, Mirror> zeros, long seed) {
      this.zeros = zeros;
      this.seed = seed;
    }

    List<Block> blocks(List<LayerDescription> layers) {
      return layers.stream().map(this::block).toList();
    }

    private Block block(LayerDescription layer) {
      return switch (layer) {
        case Weighted weighted -> WeightedBlock.of(weighted, "layer" + ++depth, zeros);
        case BatchNorm norm -> BatchNormBlock.of(norm, normName(), zeros);
        case Activation some -> activation(some);
        case Pool pool -> new PoolBlock(pool);
        case Dropout dropout ->
            new DropoutBlock(dropout.rate(), RandomStream.of(seed, "dropout", dropouts++));
        case Flatten flatten -> new Block.Flatten();
        case Resize resize -> new ResizeBlock(resize);
        case Residual residual ->
            new Block.Residual(blocks(residual.body()), blocks(residual.shortcut()));
      };
    }

    private Block activation(Activation some) {
      boolean gives = some.function().precision() != Precision.REAL;
      int index = gives ? signs++ : -1;
      return new ActivationBlock(some.function(), (float) some.threshold(), index);
    }

    /** Two norms after one layer with weights have names of their own. */
    private String normName() {
      String name = "layer" + depth;
      for (int i = 2; !names.add(name); i++) {
        name = "layer" + depth + "." + i;
      }
      return name;
    }
  }

  /**
   * Logits of a batch; {@code x} has one sample per row and belongs to the pass. Rows become the
   * shape that the first layer takes.
   */
  public NDArray forward(Pass pass, NDArray x) {
    pass.record();
    if (input.extents().size() == 1) {
      return Block.run(blocks, pass, x);
    }
    var shaped = x.reshape(Shapes.batch(x.getShape().get(0), input.extents()));
    return Block.run(blocks, pass, shaped);
  }

  /** What training changes, from input to output. */
  public List<Parameter> parameters() {
    return blocks.stream().flatMap(block -> block.parameters().stream()).toList();
  }

  /** The running statistics of the batch norms, from input to output. */
  public List<Parameter> statistics() {
    return blocks.stream().flatMap(block -> block.statistics().stream()).toList();
  }

  /**
   * Passes record no gradients of these parameters from now on; a batch norm whose gamma is among
   * them normalises by its running statistics, which stay as they are.
   */
  public void freeze(Set<String> parameters) {
    frozen = Set.copyOf(parameters);
  }

  /** A pass that records gradients; see {@link Pass}. */
  public Pass training(long step) {
    return Pass.training(manager, device, step, frozen);
  }

  /** A pass without gradients; see {@link Pass}. */
  public Pass inference(Optional<Pass.ActivationErrors> errors) {
    return Pass.inference(manager, device, errors);
  }

  /** Zeros on its device that live as long as it does. */
  public Mirror zeros(long... extents) {
    return new Mirror(manager, device, new Shape(extents));
  }

  /** From now on only passes make arrays: one that outlives them is a leak, and refused. */
  public void cap() {
    manager.cap();
  }

  @Override
  public void close() {
    manager.close();
  }
}
