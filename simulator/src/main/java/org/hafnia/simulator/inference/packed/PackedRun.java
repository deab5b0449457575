package org.hafnia.simulator.inference.packed;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.sums.Answering;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.Precision;

/**
 * Computes a packed network for a few images at a time. Has weights of its own, which can be
 * changed. Used by one thread; allocates nothing after it was made.
 */
public final class PackedRun {

  private static final long MOST_BYTES = 1 << 24;
  private static final int MOST_IMAGES = 64;

  private final int images;
  private final boolean fixed;
  private final List<StageRun> stages = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();

  /** With the weights that are meant. */
  public PackedRun(PackedNetwork network, WordKernel kernel) {
    this(network, kernel, Optional.empty());
  }

  /**
   * With the weights that are meant.
   *
   * @param fixed the images, where they never change; see {@link #readsInput}
   */
  public PackedRun(PackedNetwork network, WordKernel kernel, Optional<FixedInput> fixed) {
    images = images(network);
    this.fixed = fixed.filter(FixedInput::replacesInput).isPresent();
    var first = network.stages().getFirst();
    signals.add(new Signal(Precision.REAL, first.entering(), images));
    for (var stage : network.stages()) {
      boolean known = stages.isEmpty() && fixed.isPresent();
      stages.add(
          known
              ? new StageRun(stage, images, fixed.orElseThrow().answering(kernel))
              : new StageRun(stage, weights(network.model(), stage), images, kernel));
      signals.add(new Signal(stage.output(), stage.leaving(), images));
    }
  }

  private static FloatBuffer weights(TrainedNetwork model, Stage stage) {
    return stage
        .sums()
        .map(sums -> model.values("layer" + sums.number() + ".weight"))
        .orElse(FloatBuffer.allocate(0));
  }

  /** As many as keep what lies between two stages within {@link #MOST_BYTES}. */
  private static int images(PackedNetwork network) {
    long bytes = 1;
    for (var stage : network.stages()) {
      bytes = Math.max(bytes, bytes(stage.input(), stage.entering()));
      bytes = Math.max(bytes, bytes(stage.output(), stage.leaving()));
    }
    return Math.clamp(MOST_BYTES / bytes, 1, MOST_IMAGES);
  }

  private static long bytes(Precision kind, Grid grid) {
    return kind == Precision.REAL
        ? (long) grid.size() * Float.BYTES
        : (long) grid.packed() * Long.BYTES;
  }

  /** Most images at once. */
  public int images() {
    return images;
  }

  /** Where the caller writes images, one after the other. */
  public float[] input() {
    return signals.getFirst().values;
  }

  /** Logits of the images of the last run, one after the other. */
  public float[] logits() {
    return signals.getLast().values;
  }

  /** Whether {@link #input} is read. */
  public boolean readsInput() {
    return !fixed;
  }

  /**
   * Changes a weight.
   *
   * @param layer number of the layer, from 1
   * @param index place in its row-major array
   */
  public void set(int layer, int index, int from, int to) {
    int heads = stages.getFirst().weights().isPresent() ? 0 : 1;
    stages.get(layer - 1 + heads).weights().orElseThrow().set(index, from, to);
  }

  /** To be called when all weights are as they are meant again. */
  public void restored() {
    for (var stage : stages) {
      stage.weights().ifPresent(Answering::restored);
    }
  }

  /**
   * Runs the images of the input.
   *
   * @param count of them
   * @param first number of the first one in the test set
   */
  public void run(int count, int first, Strikes strikes) {
    for (int i = 0; i < stages.size(); i++) {
      stages.get(i).run(signals.get(i), signals.get(i + 1), count, first, strikes);
    }
  }
}
