package org.hafnia.simulator.inference.packed;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.sums.Answering;
import org.hafnia.simulator.inference.sums.DirectSums;
import org.hafnia.simulator.inference.sums.PackedSums;
import org.hafnia.simulator.inference.sums.Sums;
import org.hafnia.simulator.inference.sums.ThresholdRun;
import org.hafnia.simulator.network.Precision;
import org.jspecify.annotations.Nullable;

/** Runs a stage; one worker's own. */
final class StageRun {

  /** Rows that are worked on together: few enough for a cache, many enough to reuse weights. */
  private static final int ROWS = 256;

  private final Stage stage;
  private final int block;
  private final @Nullable Sums sums;
  private final @Nullable Answering answering;
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
    this(stage, images, stage.sums().isEmpty() ? null : sums(stage, meant, images, kernel), null);
  }

  /** With answers for an input that never changes. */
  StageRun(Stage stage, int images, Answering fixed) {
    this(stage, images, null, fixed);
  }

  private StageRun(Stage stage, int images, @Nullable Sums sums, @Nullable Answering fixed) {
    this.stage = stage;
    var grid = stage.tail().sums();
    this.sums = sums;
    answering = sums == null ? fixed : sums;
    block = block(stage, images);
    thresholds = stage.thresholds().map(some -> new ThresholdRun(some, grid, block)).orElse(null);
    values = new float[thresholds == null ? stage.tail().largest() : 0];
    scratch = new float[values.length];
  }

  /** Images at once. */
  private static int block(Stage stage, int images) {
    return Math.clamp(ROWS / stage.tail().sums().positions(), 1, images);
  }

  private static Sums sums(Stage stage, FloatBuffer meant, int images, WordKernel kernel) {
    return stage.input() == Precision.REAL
        ? new DirectSums(stage, stage.thresholds(), meant, kernel)
        : new PackedSums(stage, stage.thresholds(), meant, block(stage, images), kernel);
  }

  /** Where the weights of its layer are, if it has one. */
  Optional<Answering> weights() {
    return Optional.ofNullable(answering);
  }

  /**
   * Computes what leaves of what enters.
   *
   * @param first number of the first image in the test set
   */
  void run(Signal in, Signal out, int images, int first, Strikes strikes) {
    if (answering != null && thresholds != null) {
      for (int from = 0; from < images; from += block) {
        int count = Math.min(block, images - from);
        thresholds.clear();
        answering.answers(in, from, count, first + from, thresholds);
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
