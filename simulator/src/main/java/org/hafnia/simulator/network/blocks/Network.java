package org.hafnia.simulator.network.blocks;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Weighted;

/**
 * A network that can be run on the CPU, and the owner of its arrays. Weights start at 0, gamma at
 * 1, beta and biases at 0: whoever trains it writes them.
 */
public final class Network implements AutoCloseable {

  private final NDManager manager;
  private final List<Block> blocks;

  private Network(NDManager manager, List<Block> blocks) {
    this.manager = manager;
    this.blocks = blocks;
  }

  /** Makes the blocks of the given layers, each fed by the one before it. */
  public static Network of(List<LayerDescription> layers) {
    checkShapes(layers);
    var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    var blocks = new ArrayList<Block>();
    int depth = 0;
    for (var layer : layers) {
      depth += layer instanceof Weighted ? 1 : 0;
      blocks.add(block(layer, "layer" + depth, manager));
    }
    return new Network(manager, List.copyOf(blocks));
  }

  private static Block block(LayerDescription layer, String name, NDManager manager) {
    return switch (layer) {
      case Dense dense -> DenseBlock.of(dense, name, manager);
      case BatchNorm norm -> BatchNormBlock.of(norm, name, manager);
      case Activation activation -> new ActivationBlock(activation.kind());
    };
  }

  private static void checkShapes(List<LayerDescription> layers) {
    for (int i = 1; i < layers.size(); i++) {
      var made = layers.get(i - 1).output();
      var taken = layers.get(i).input();
      if (!made.equals(taken)) {
        throw new IllegalArgumentException(
            "layer %d takes %s values, but layer %d makes %s".formatted(i, taken, i - 1, made));
      }
    }
  }

  /** Logits of a batch; {@code x} has one sample per row and belongs to the pass. */
  public NDArray forward(Pass pass, NDArray x) {
    pass.record();
    var y = x;
    for (var block : blocks) {
      y = block.forward(pass, y);
    }
    return y;
  }

  /** What training changes, from input to output. */
  public List<Parameter> parameters() {
    return blocks.stream().flatMap(block -> block.parameters().stream()).toList();
  }

  /** The running statistics of the batch norms, from input to output. */
  public List<NDArray> statistics() {
    return blocks.stream().flatMap(block -> block.statistics().stream()).toList();
  }

  /** Where arrays that live as long as the network are made. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
