package org.hafnia.simulator.inference.sums;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.ThresholdTail;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.PackedWeights;
import org.hafnia.simulator.inference.layout.Patches;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.network.Precision;

/**
 * Sums of binary or ternary inputs, by counting.
 *
 * <pre>
 *   binary input    z = b - 2 d,   b = weights that are not 0 + sum of the weights on padding
 *   ternary input   z = n - 2 d
 * </pre>
 *
 * Padding lies as -1 in the words of a binary input; b takes that out again.
 */
public final class PackedSums implements Sums {

  private static final int TILE = WordKernel.TILE;

  private final WordKernel kernel;
  private final Precision input;
  private final Patches patches;
  private final Patches.Rows rows;
  private final PackedWeights weights;
  private final int positions;
  private final int padded;
  private final long[] base;
  private final Optional<ThresholdTail> thresholds;
  private final long[][] limits;

  /** Of two inputs, that of one position and of the next. */
  private final long[] count = new long[2 * TILE];

  private boolean stale = true;

  /** With the weights that are meant; for so many images at once. */
  public PackedSums(
      Stage stage,
      Optional<ThresholdTail> thresholds,
      FloatBuffer meant,
      int images,
      WordKernel kernel) {
    this.kernel = kernel;
    this.thresholds = thresholds;
    input = stage.input();
    var sums = stage.sums().orElseThrow();
    patches = new Patches(sums.sliding(), sums.groups(), sums.dense());
    rows = patches.new Rows(input, images);
    boolean masked = sums.ternary() || input == Precision.TERNARY;
    weights = new PackedWeights(patches, sums.units(), meant, sums.ternary(), masked);
    positions = sums.sliding().output().positions();
    padded = sums.groups() * weights.tiles() * TILE;
    base = new long[sums.sliding().borders() * padded];
    limits = new long[thresholds.map(ThresholdTail::planes).orElse(0)][base.length];
  }

  @Override
  public void set(int index, int from, int to) {
    weights.set(index, from, to);
    stale = true;
  }

  @Override
  public void answers(Signal in, int first, int images, int number, ThresholdRun run) {
    refresh();
    rows.gather(in, first, images);
    int words = patches.sliding().output().words();
    for (int group = 0; group < patches.groups(); group++) {
      for (int tile = 0; tile < weights.tiles(); tile++) {
        int units = Math.min(TILE, weights.unitsPerGroup() - tile * TILE);
        int unit = group * weights.unitsPerGroup() + tile * TILE;
        int all = images * positions;
        for (int row = 0; row < all; row++) {
          int counts = count(group, tile, row, all);
          int at = limitsAt(group, tile, row % positions);
          for (int plane = 0; plane < limits.length; plane++) {
            long bits = kernel.atMost(count, counts, limits[plane], at) & Bits.lowest(units);
            Bits.or(run.answers(plane), (long) row * words * Long.SIZE + unit, bits, units);
          }
        }
      }
    }
  }

  @Override
  public void floats(Signal in, int image, float[] sums) {
    refresh();
    rows.gather(in, image, 1);
    for (int group = 0; group < patches.groups(); group++) {
      for (int tile = 0; tile < weights.tiles(); tile++) {
        int units = Math.min(TILE, weights.unitsPerGroup() - tile * TILE);
        int unit = group * weights.unitsPerGroup() + tile * TILE;
        for (int p = 0; p < positions; p++) {
          int counts = count(group, tile, p, positions);
          int at = limitsAt(group, tile, p);
          for (int u = 0; u < units; u++) {
            long z =
                input == Precision.BINARY
                    ? base[at + u] - 2 * count[counts + u]
                    : -count[counts + u];
            sums[(unit + u) * positions + p] = z;
          }
        }
      }
    }
  }

  /**
   * Counts for a row, of rows that are asked for one after the other: two at once where the kernel
   * can.
   *
   * @param rowCount of all rows
   * @return where the counts are
   */
  private int count(int group, int tile, int row, int rowCount) {
    boolean ternaryInput = input == Precision.TERNARY;
    if (!ternaryInput && row % 2 == 1) {
      return TILE;
    }
    int at = weights.at(group, tile);
    int from = rowAt(group, row);
    int next = rowAt(group, Math.min(row + 1, rowCount - 1));
    int words = patches.words();
    if (ternaryInput) {
      kernel.ternaryInput(
          weights.sign(), weights.mask(), at, words, rows.sign(), rows.mask(), from, count);
    } else if (weights.ternary()) {
      kernel.ternaryWeights(
          weights.sign(), weights.mask(), at, words, rows.sign(), from, next, count);
    } else {
      kernel.binary(weights.sign(), at, words, rows.sign(), from, next, count);
    }
    return 0;
  }

  private int rowAt(int group, int row) {
    return rows.at(row / positions, group, row % positions);
  }

  private int limitsAt(int group, int tile, int position) {
    int border = patches.sliding().border(position);
    return border * padded + (group * weights.tiles() + tile) * TILE;
  }

  /** Works out again what depends on sums of weights. */
  private void refresh() {
    if (!stale) {
      return;
    }
    int units = patches.sliding().output().channels();
    for (int border = 0; border < patches.sliding().borders(); border++) {
      int position = patches.sliding().positionOf(border);
      for (int unit = 0; unit < units; unit++) {
        int group = unit / weights.unitsPerGroup();
        int place = unit % weights.unitsPerGroup() + group * weights.tiles() * TILE;
        refresh(unit, position, border * padded + place);
      }
    }
    stale = false;
  }

  /**
   * Sets base and limits: z >= threshold is d <= (b - threshold) / 2, or 2 d - n <= -threshold.
   *
   * @param place of both
   */
  private void refresh(int unit, int position, int place) {
    boolean binary = input == Precision.BINARY;
    long sum = binary ? weights.nonzero(unit) : 0;
    for (int tap = 0; binary && tap < patches.taps(); tap++) {
      boolean outside = patches.sliding().source(position, tap) == Sliding.PADDING;
      sum += outside ? weights.tapSum(unit, tap) : 0;
    }
    base[place] = sum;
    for (int plane = 0; plane < limits.length; plane++) {
      long threshold = thresholds.orElseThrow().steps(plane).get(unit).integer();
      limits[plane][place] = binary ? Math.floorDiv(sum - threshold, 2) : -threshold;
    }
  }
}
