package org.hafnia.simulator.inference.packed;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.network.Precision;
import org.jspecify.annotations.Nullable;

/** Runs a stage; one worker's own. */
final class StageRun {

  /** Rows that are worked on together: few enough for a cache, many enough to reuse weights. */
  private static final int ROWS = 256;

  private final Stage stage;
  private final int block;
  private final @Nullable Sums sums;
  private final @Nullable ThresholdRun thresholds;
  private final float[] values;
  private final float[] scratch;

  /**
   * Makes ready.
   *
   * @param meant weights of the layer, row-major; none where the stage has no layer
   * @param images most at once
   */
  StageRun(Stage stage, FloatBuffer meant, int images, WordKernel kernel) {
    this.stage = stage;
    var grid = stage.tail().sums();
    block = Math.clamp(ROWS / grid.positions(), 1, images);
    sums = stage.sums().isEmpty() ? null : sums(stage, meant, block, kernel);
    thresholds = stage.thresholds().map(some -> new ThresholdRun(some, grid, block)).orElse(null);
    values = new float[thresholds == null ? stage.tail().largest() : 0];
    scratch = new float[values.length];
  }

  private static Sums sums(Stage stage, FloatBuffer meant, int images, WordKernel kernel) {
    return stage.input() == Precision.REAL
        ? new DirectSums(stage, stage.thresholds(), meant, kernel)
        : new PackedSums(stage, stage.thresholds(), meant, images, kernel);
  }

  /** The sums of its layer, if it has one. */
  Optional<Sums> sums() {
    return Optional.ofNullable(sums);
  }

  /**
   * Computes what leaves of what enters.
   *
   * @param first number of the first image in the test set
   */
  void run(Signal in, Signal out, int images, int first, Strikes strikes) {
    if (sums != null && thresholds != null) {
      for (int from = 0; from < images; from += block) {
        int count = Math.min(block, images - from);
        thresholds.clear();
        sums.answers(in, from, count, thresholds);
        for (int slot = 0; slot < count; slot++) {
          thresholds.finish(slot, out, from + slot, first + from + slot, strikes);
        }
      }
      return;
    }
    for (int image = 0; image < images; image++) {
      if (sums == null) {
        int size = stage.entering().size();
        System.arraycopy(in.values, image * size, values, 0, size);
      } else {
        sums.floats(in, image, values);
      }
      stage.tail().apply(values, scratch, first + image, strikes);
      if (out.kind == Precision.REAL) {
        int size = stage.leaving().size();
        System.arraycopy(values, 0, out.values, image * size, size);
      } else {
        out.pack(image, values);
      }
    }
  }
}
