package org.hafnia.simulator.inference.packed;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.Step;
import org.hafnia.simulator.inference.folding.ThresholdTail;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.SignedRows;
import org.hafnia.simulator.inference.sums.Answering;

/**
 * The sums of a first, dense layer over the bytes of a whole test set, which no draw changes:
 *
 * <pre>
 *   z = S / 255,   S = sum over j of w[j] p[j], whole and exact
 * </pre>
 *
 * Unit after unit, the images side by side, so that an error moves the sums of all images at once
 * by a multiple of one row of pixels. Shared by all threads.
 */
final class FixedDense implements FixedInput {

  private static final float WHITE = 255;

  final ThresholdTail thresholds;
  final int units;
  final int inputs;

  /** Images, rounded up to whole words. */
  final int room;

  /** Pixels, input after input. */
  final byte[] pixels;

  /** Sums S, unit after unit. */
  final int[] sums;

  private FixedDense(Stage stage, ThresholdTail thresholds, Samples images, FloatBuffer weights) {
    this.thresholds = thresholds;
    units = stage.sums().orElseThrow().units();
    inputs = images.features();
    room = Math.ceilDiv(images.count(), Long.SIZE) * Long.SIZE;
    pixels = new byte[inputs * room];
    for (int i = 0; i < images.count(); i++) {
      for (int j = 0; j < inputs; j++) {
        pixels[j * room + i] = (byte) images.pixel(i, j);
      }
    }
    sums = new int[units * room];
    int[] offsets = IntStream.range(0, inputs).map(j -> j * room).toArray();
    var rows = new SignedRows(offsets, weights);
    var kernel = WordKernel.best();
    for (int from = 0; from < room; from += WordKernel.BLOCK) {
      for (int u = 0; u < units; u++) {
        rows.refresh(u);
        int at = u * room + from;
        int plus = rows.plusFrom(u);
        int minus = rows.minusFrom(u);
        kernel.addRows(pixels, from, rows.list(), plus, rows.plusTo(u), 1, sums, at);
        kernel.addRows(pixels, from, rows.list(), minus, rows.minusTo(u), -1, sums, at);
      }
    }
  }

  /** Of a first stage that is dense and has thresholds; empty where it sees no plain bytes. */
  static Optional<FixedInput> of(PackedNetwork network, Samples images) {
    var stage = network.stages().getFirst();
    boolean fits = (long) stage.leaving().size() * images.count() * Integer.BYTES <= MOST_BYTES;
    if (!FixedInput.plain(images) || !fits) {
      return Optional.empty();
    }
    var weights = network.model().values("layer1.weight");
    return Optional.of(new FixedDense(stage, stage.thresholds().orElseThrow(), images, weights));
  }

  @Override
  public Answering answering(WordKernel kernel) {
    return new FixedSums(this, kernel);
  }

  @Override
  public boolean replacesInput() {
    return true;
  }

  /** The smallest S that reaches a threshold on S / 255 rounded to a float. */
  int limit(int plane, int unit) {
    Step step = thresholds.steps(plane).get(unit);
    int most = inputs * (int) WHITE;
    int limit = (int) Math.clamp(Math.ceil((double) step.threshold() * WHITE), -most, most + 1.0);
    while (limit > -most && (float) ((limit - 1.0) / WHITE) >= step.threshold()) {
      limit--;
    }
    while (limit <= most && (float) ((double) limit / WHITE) < step.threshold()) {
      limit++;
    }
    return limit;
  }
}
