package org.hafnia.simulator.inference.sums;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.inference.folding.ThresholdTail;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.network.Precision;

/** Turns answers of thresholds into packed activations, image by image. */
public final class ThresholdRun {

  private final ThresholdTail tail;
  private final Grid sums;
  private final long[][] before;
  private final long[] after;
  private final long[][] answers;
  private final long[][] work;
  private final long[] scratch;
  private final float[] values;

  /** Arrays: the iterators of lists, one per image, would be all that a draw allocates. */
  private final Sliding[] poolsBefore;

  private final Sliding[] poolsAfter;

  /** For sums over so many units and positions, of a few images at once. */
  public ThresholdRun(ThresholdTail tail, Grid sums, int images) {
    this.tail = tail;
    this.sums = sums;
    poolsBefore = tail.poolsBefore().toArray(Sliding[]::new);
    poolsAfter = tail.poolsAfter().toArray(Sliding[]::new);
    int words = sums.words();
    after = new long[words];
    before = new long[tail.planes()][words];
    for (int u = 0; u < sums.channels(); u++) {
      long bit = 1L << u;
      after[u >> 6] |= tail.turned().get(u) ? bit : 0;
      for (int plane = 0; plane < tail.planes(); plane++) {
        boolean turn = tail.steps(plane).get(u).inverted() != tail.turned().get(u);
        before[plane][u >> 6] |= turn ? bit : 0;
      }
    }
    answers = new long[tail.planes()][images * sums.packed()];
    // A pool that pads and steps by one gives more positions than it takes.
    var grids =
        Stream.concat(
                Stream.of(sums),
                Stream.concat(tail.poolsBefore().stream(), tail.poolsAfter().stream())
                    .map(Sliding::output))
            .toList();
    int most = grids.stream().mapToInt(Grid::packed).max().orElseThrow();
    work = new long[tail.planes()][most];
    scratch = new long[most];
    values = new float[grids.stream().mapToInt(Grid::size).max().orElseThrow()];
  }

  /** Where the answers z >= threshold of the images are collected, all 0 at first. */
  public long[] answers(int plane) {
    return answers[plane];
  }

  /** Makes ready for the answers of the next images. */
  public void clear() {
    for (var plane : answers) {
      Arrays.fill(plane, 0);
    }
  }

  /**
   * Writes the activations of an image.
   *
   * @param slot of its answers
   * @param place where it goes
   * @param number of the image in the test set
   */
  public void finish(int slot, Signal out, int place, int number, Strikes strikes) {
    for (int plane = 0; plane < work.length; plane++) {
      System.arraycopy(answers[plane], slot * sums.packed(), work[plane], 0, sums.packed());
      turn(work[plane], before[plane], sums);
      for (var pool : poolsBefore) {
        or(pool, work[plane]);
      }
      turn(work[plane], after, tail.activated(sums));
    }
    if (strikes.any()) {
      strike(tail.activated(sums), number, strikes);
    }
    for (var pool : poolsAfter) {
      for (var plane : work) {
        or(pool, plane);
      }
    }
    write(out, place);
  }

  private static void turn(long[] plane, long[] mask, Grid grid) {
    int words = grid.words();
    for (int i = 0; i < grid.packed(); i += words) {
      for (int w = 0; w < words; w++) {
        plane[i + w] ^= mask[w];
      }
    }
  }

  /** The largest value under each window: 1 where one of them is. */
  private void or(Sliding pool, long[] plane) {
    int words = pool.input().words();
    var out = pool.output();
    for (int p = 0; p < out.positions(); p++) {
      for (int w = 0; w < words; w++) {
        long any = 0;
        for (int tap = 0; tap < pool.taps(); tap++) {
          int source = pool.source(p, tap);
          any |= source == Sliding.PADDING ? 0 : plane[source * words + w];
        }
        scratch[p * words + w] = any;
      }
    }
    System.arraycopy(scratch, 0, plane, 0, out.packed());
  }

  private void strike(Grid grid, int number, Strikes strikes) {
    int words = grid.words();
    int positions = grid.positions();
    for (int i = 0; i < grid.size(); i++) {
      int c = i / positions;
      int word = i % positions * words + (c >> 6);
      int plus = (int) (work[0][word] >>> c) & 1;
      int notMinus = tail.ternary() ? (int) (work[1][word] >>> c) & 1 : plus;
      values[i] = plus + notMinus - 1;
    }
    strikes.strike(tail.activation(), number, values, grid.size());
    for (var plane : work) {
      Arrays.fill(plane, 0, grid.packed(), 0);
    }
    for (int i = 0; i < grid.size(); i++) {
      int c = i / positions;
      int word = i % positions * words + (c >> 6);
      work[0][word] |= values[i] > 0 ? 1L << c : 0;
      if (tail.ternary()) {
        work[1][word] |= values[i] >= 0 ? 1L << c : 0;
      }
    }
  }

  private void write(Signal out, int place) {
    var grid = out.grid;
    int at = place * grid.packed();
    System.arraycopy(work[0], 0, out.sign, at, grid.packed());
    if (out.kind == Precision.TERNARY) {
      int words = grid.words();
      for (int i = 0; i < grid.packed(); i++) {
        int channels = Math.min(Long.SIZE, grid.channels() - i % words * Long.SIZE);
        out.mask[at + i] = (work[0][i] | ~work[1][i]) & Bits.lowest(channels);
      }
    }
  }
}
