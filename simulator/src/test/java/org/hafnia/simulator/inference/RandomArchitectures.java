package org.hafnia.simulator.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Dropout;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;
import org.hafnia.simulator.random.RandomStream;

/** Networks of layers in random order and of random sizes. */
public final class RandomArchitectures {

  private final RandomStream random;
  private final List<LayerDescription> layers = new ArrayList<>();
  private TensorShape shape;
  private long drawn;

  private RandomArchitectures(TensorShape input, long seed) {
    random = RandomStream.of(seed, "random-architectures", 0);
    shape = input;
  }

  /** One to three convolutions, then one to three dense layers. */
  public static List<LayerDescription> convolutional(TensorShape input, int classes, long seed) {
    var making = new RandomArchitectures(input, seed);
    int convolutions = making.among(1, 3);
    for (int i = 0; i < convolutions; i++) {
      making.convolution();
    }
    return making.dense(classes);
  }

  /** The same after a mean over areas of halves, which no order of adding rounds. */
  public static List<LayerDescription> resized(TensorShape input, int classes, long seed) {
    var making = new RandomArchitectures(input, seed);
    making.add(new Resize(input, 0.5));
    making.convolution();
    return making.dense(classes);
  }

  /** One to four dense layers. */
  public static List<LayerDescription> dense(TensorShape input, int classes, long seed) {
    return new RandomArchitectures(input, seed).dense(classes);
  }

  private List<LayerDescription> dense(int classes) {
    int hidden = among(0, 2);
    if (toss()) {
      add(new Flatten(shape));
    }
    for (int i = 0; i < hidden; i++) {
      add(new Dense(shape.size(), among(1, 200), toss(), precision()));
      decision(OptionalInt.empty());
    }
    add(new Dense(shape.size(), classes, toss(), precision()));
    if (toss()) {
      add(new BatchNorm(shape));
    }
    return List.copyOf(layers);
  }

  private void convolution() {
    int directions = shape.extents().size() - 1;
    int least = shape.extents().stream().skip(1).min(Integer::compare).orElse(1);
    int kernel = Math.min(among(1, 3), least);
    int padding = among(0, kernel - 1);
    var window = Window.of(kernel, among(1, 2), padding);
    boolean depthwise = shape.channels() % 2 == 0 && among(0, 3) == 0;
    int groups = depthwise ? shape.channels() / among(1, 2) : 1;
    int filters = groups * among(1, depthwise ? 3 : 90);
    if (directions > 0) {
      add(new Convolution(shape, filters, window, groups, toss(), precision()));
      boolean room = shape.extents().stream().skip(1).allMatch(extent -> extent >= 2);
      decision(room ? OptionalInt.of(2) : OptionalInt.empty());
    }
  }

  /** Norm and activation, with pools before, between or after them. */
  private void decision(OptionalInt pool) {
    int place = pool.isPresent() ? among(0, 4) : 4;
    pool(place == 0, pool);
    if (among(0, 3) > 0) {
      add(new BatchNorm(shape));
    }
    pool(place == 1, pool);
    if (place == 1 && toss()) {
      add(new BatchNorm(shape));
    }
    var function = toss() ? ActivationFunction.SIGN : ActivationFunction.TERNARY;
    add(new Activation(shape, function));
    pool(place == 2, pool);
    if (toss()) {
      add(new Dropout(shape, 0.2));
    }
  }

  private void pool(boolean here, OptionalInt side) {
    if (here) {
      int padding = among(0, 1);
      add(new Pool(shape, Window.of(side.getAsInt(), among(1, 2), padding), true));
    }
  }

  private void add(LayerDescription layer) {
    layers.add(layer);
    shape = layer.output();
  }

  private Precision precision() {
    return toss() ? Precision.BINARY : Precision.TERNARY;
  }

  private boolean toss() {
    return among(0, 1) == 1;
  }

  private int among(int low, int high) {
    return low + (int) ((high - low + 1) * random.uniform(drawn++, 0));
  }
}
