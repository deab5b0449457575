package org.hafnia.simulator.inference.folding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Dropout;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.LayerDescription.Residual;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;

/** Cuts a network into stages, each a layer with weights and what follows it up to the next one. */
public final class Folding {

  private final TrainedNetwork network;
  private final List<Stage> stages = new ArrayList<>();
  private final Set<String> norms = new HashSet<>();
  private int depth;
  private int activations;

  /** Of the stage under way. */
  private Optional<Stage.Sums> sums = Optional.empty();

  private Precision entering = Precision.REAL;
  private Grid from;
  private Grid grid;
  private List<RealTail.Operation> tail = new ArrayList<>();

  private Folding(TrainedNetwork network) {
    this.network = network;
    from = Grid.of(network.input());
    grid = from;
  }

  /**
   * The stages of a network, from input to logits.
   *
   * @throws UnpackableException where a layer has real weights, gives real values to the next one
   *     by a function that is not linear, or adds two paths
   */
  public static List<Stage> of(TrainedNetwork network) {
    var folding = new Folding(network);
    network.layers().forEach(folding::add);
    folding.close(true);
    return List.copyOf(folding.stages);
  }

  private void add(LayerDescription layer) {
    switch (layer) {
      case Weighted weighted -> open(weighted);
      case BatchNorm norm -> {
        grid = Grid.of(norm.input());
        tail.add(new RealTail.Line(Affine.norm(network, normName()), grid));
      }
      case Pool pool -> {
        var sliding = Sliding.of(pool);
        tail.add(new RealTail.Pool(sliding, pool.max()));
        grid = sliding.output();
      }
      case Resize resize -> {
        tail.add(new RealTail.Fewer(resize));
        grid = Grid.of(resize.output());
      }
      case Activation activation -> activate(activation);
      case Dropout nothing -> {}
      case Flatten nothing -> {}
      case Residual residual ->
          throw new UnpackableException(
              "the residual layer after layer " + depth, "the sum of two paths is no sign");
    }
  }

  private void open(Weighted layer) {
    boolean first = stages.isEmpty() && sums.isEmpty();
    if (!first || !tail.isEmpty()) {
      close(false);
    }
    depth++;
    if (layer.weights() == Precision.REAL) {
      throw new UnpackableException(
          "layer %d (%s)".formatted(depth, layer.kind()), "it has real weights");
    }
    boolean ternary = layer.weights() == Precision.TERNARY;
    var sliding =
        switch (layer) {
          case Dense dense -> Sliding.all(grid, dense.outputs());
          case Convolution convolution -> Sliding.of(convolution);
        };
    int groups = layer instanceof Convolution convolution ? convolution.groups() : 1;
    sums = Optional.of(new Stage.Sums(depth, sliding, groups, layer instanceof Dense, ternary));
    from = grid;
    grid = sliding.output();
    if (layer.bias()) {
      var bias = Affine.bias(network, "layer" + depth + ".bias");
      tail.add(new RealTail.Line(bias, grid));
    }
  }

  private String normName() {
    String name = "layer" + depth;
    for (int i = 2; !norms.add(name); i++) {
      name = "layer" + depth + "." + i;
    }
    return name;
  }

  private void activate(Activation activation) {
    if (activation.function() == ActivationFunction.IDENTITY) {
      return;
    }
    if (activation.function().precision() == Precision.REAL) {
      throw new UnpackableException(
          "the activation after layer " + depth,
          activation.function().word() + " gives real values");
    }
    tail.add(
        new RealTail.Quantise(
            activation.function(), (float) activation.threshold(), activations++, grid));
  }

  private void close(boolean last) {
    var start = sums.map(some -> some.sliding().output()).orElse(from);
    var real = new RealTail(tail, start, grid);
    var thresholds =
        last || sums.isEmpty()
            ? Optional.<ThresholdTail>empty()
            : ThresholdTail.of(real, sums.get().units());
    var leaving = last ? Precision.REAL : real.leaving();
    stages.add(new Stage(sums, entering, from, thresholds, real, leaving));
    entering = leaving;
    sums = Optional.empty();
    from = grid;
    tail = new ArrayList<>();
  }
}
