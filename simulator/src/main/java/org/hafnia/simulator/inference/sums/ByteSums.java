package org.hafnia.simulator.inference.sums;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.ThresholdTail;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.ByteRows;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.layout.SignedRows;
import org.hafnia.simulator.inference.layout.Sliding;

/**
 * Sums of a first layer over plain bytes p, whole and exact, by adding bytes; each input a row of
 * what 64 images, or 64 positions of an image, have there.
 *
 * <pre>
 *   S = sum over j of w[j] p[j]
 *     = 2 sum over w[j] = +1 of p[j] - sum over all j of p[j]          binary weights
 *     = sum over w[j] = +1 of p[j] - sum over w[j] = -1 of p[j]        ternary weights
 * </pre>
 *
 * A network sees floats x = p / 255, each rounded by at most 2^-25, and {@link DirectSums} decides
 * by their sum. Here S / 255 decides where it is further from the threshold than all of them
 * together can be off; in the few other cases that very sum does, so that decisions are the same.
 */
public final class ByteSums implements Answering {

  private static final int BLOCK = WordKernel.BLOCK;
  private static final int WHITE = 255;

  /** Twice by how much p / 255 is rounded. */
  private static final double ROUNDING = 0x1p-24;

  private final WordKernel kernel;
  private final Sliding sliding;
  private final Grid output;
  private final boolean dense;
  private final boolean ternary;

  /** Whether 16 bits hold all sums. */
  private final boolean few;

  private final int unitsPerGroup;
  private final ByteRows rows;
  private final SignedRows weights;
  private final double[][] limit;

  /** From this S on it is possible, and certain, that the threshold is reached. */
  private final int[][] possible;

  private final int[][] certain;

  /** Inputs of a unit that has all of them added. */
  private final int[] everything;

  /** Minus the sums of all inputs of a group, and which it is. */
  private final int[] less;

  private int lessOf;
  private final int[] sum = new int[BLOCK];
  private final long[] all;

  /** Of each plane, the answers of 64 units, place by place. */
  private final long[][] band;

  private final long[] square = new long[Long.SIZE];

  /** Of a stage with thresholds, with the weights that are meant. */
  public ByteSums(Stage stage, FloatBuffer meant, WordKernel kernel) {
    this.kernel = kernel;
    var sums = stage.sums().orElseThrow();
    sliding = sums.sliding();
    output = sliding.output();
    dense = sums.dense();
    ternary = sums.ternary();
    unitsPerGroup = sums.units() / sums.groups();
    rows = new ByteRows(sliding, sums.groups(), dense);
    weights = new SignedRows(rows.offsets(), meant);
    few = weights.fanIn() <= WordKernel.FEW;
    everything = rows.offsets();
    less = new int[rows.blocks() * BLOCK];
    all = new long[output.words()];
    for (int word = 0; word < all.length; word++) {
      all[word] = Bits.lowest(Math.min(Long.SIZE, sums.units() - word * Long.SIZE));
    }
    var tail = stage.thresholds().orElseThrow();
    band = new long[tail.planes()][Long.SIZE * rows.blocks() + 1];
    limit = new double[tail.planes()][];
    possible = new int[tail.planes()][];
    certain = new int[tail.planes()][];
    for (int plane = 0; plane < tail.planes(); plane++) {
      limits(tail, plane, sums.units());
    }
  }

  private void limits(ThresholdTail tail, int plane, int units) {
    var steps = tail.steps(plane);
    double off = weights.fanIn() * ROUNDING;
    limit[plane] = IntStream.range(0, units).mapToDouble(u -> steps.get(u).exact()).toArray();
    possible[plane] = Arrays.stream(limit[plane]).mapToInt(z -> whole(z - off)).toArray();
    certain[plane] = Arrays.stream(limit[plane]).mapToInt(z -> whole(z + off)).toArray();
  }

  /** The smallest S that S / 255 has to be for a value, or one beyond all of them. */
  private int whole(double z) {
    int most = weights.fanIn() * WHITE;
    return (int) Math.clamp(Math.ceil(z * WHITE), -most, most + 1.0);
  }

  @Override
  public void set(int index, int from, int to) {
    weights.set(index, to);
  }

  @Override
  public void answers(Signal in, int first, int images, int number, ThresholdRun run) {
    answers(in, first, images, run, all);
  }

  /**
   * Answers for some units; others keep theirs.
   *
   * @param units a bit for each
   */
  public void answers(Signal in, int first, int images, ThresholdRun run, long[] units) {
    for (int slot = 0; slot < images; slot += rows.images()) {
      rows.take(in, first + slot, Math.min(rows.images(), images - slot));
      lessOf = -1;
      for (int word = 0; word < units.length; word++) {
        if (units[word] == 0) {
          continue;
        }
        for (long left = units[word]; left != 0; left &= left - 1) {
          answer(word * Long.SIZE + Long.numberOfTrailingZeros(left), in, first + slot);
        }
        for (int plane = 0; plane < band.length; plane++) {
          place(band[plane], run.answers(plane), slot, word, units[word]);
        }
      }
    }
  }

  /** The answers of a unit for all places. */
  private void answer(int unit, Signal in, int first) {
    weights.refresh(unit);
    int group = unit / unitsPerGroup;
    if (!few && !ternary && group != lessOf) {
      Arrays.fill(less, 0);
      for (int block = 0; block < rows.blocks(); block++) {
        int at = rows.at(group) + block * BLOCK;
        int all = everything.length;
        kernel.addRows(rows.bytes(), at, everything, 0, all, -1, less, block * BLOCK);
      }
      lessOf = group;
    }
    for (int block = 0; block < rows.blocks(); block++) {
      int at = rows.at(group) + block * BLOCK;
      if (!few) {
        sum(unit, at, block);
      }
      for (int plane = 0; plane < band.length; plane++) {
        int sure = certain[plane][unit];
        long bits = reached(unit, at, sure);
        if (possible[plane][unit] < sure) {
          long doubts = reached(unit, at, possible[plane][unit]) & ~bits;
          bits |= doubts == 0 ? 0 : resolve(doubts, plane, unit, block * BLOCK, in, first);
        }
        band[plane][unit % Long.SIZE * rows.blocks() + block] = bits;
      }
    }
  }

  /** Where sums reach a limit: they are in {@code sum} already, unless inputs are few. */
  private long reached(int unit, int at, int least) {
    return few
        ? kernel.reached(
            rows.bytes(),
            at,
            weights.list(),
            weights.plusFrom(unit),
            weights.plusTo(unit),
            weights.minusFrom(unit),
            weights.minusTo(unit),
            least)
        : kernel.atLeast(sum, 0, least);
  }

  private void sum(int unit, int at, int block) {
    if (ternary) {
      Arrays.fill(sum, 0);
      int from = weights.minusFrom(unit);
      kernel.addRows(rows.bytes(), at, weights.list(), from, weights.minusTo(unit), -1, sum, 0);
    } else {
      System.arraycopy(less, block * BLOCK, sum, 0, BLOCK);
    }
    int from = weights.plusFrom(unit);
    int factor = ternary ? 1 : 2;
    kernel.addRows(rows.bytes(), at, weights.list(), from, weights.plusTo(unit), factor, sum, 0);
  }

  /** Which of the places reach the threshold by the sum of floats. */
  @SuppressWarnings("checkstyle:ParameterNumber") // a unit of a plane, and where its places are
  private long resolve(long places, int plane, int unit, int from, Signal in, int first) {
    long reached = 0;
    for (long left = places; left != 0; left &= left - 1) {
      int place = from + Long.numberOfTrailingZeros(left);
      int row = place / rows.pitch();
      int column = place % rows.pitch();
      if (row < rows.rows() && column < rows.columns()) {
        double z =
            dense
                ? direct(unit, in, first + column, 0)
                : direct(unit, in, first, row * output.columns() + column);
        reached |= z >= limit[plane][unit] ? left & -left : 0;
      }
    }
    return reached;
  }

  /** The sum of floats, in doubles, which hold it exactly. */
  private double direct(int unit, Signal in, int image, int position) {
    Grid grid = sliding.input();
    int fanIn = weights.fanIn();
    int taps = sliding.taps();
    int channels = fanIn / taps;
    int from = image * grid.size() + unit / unitsPerGroup * channels * grid.positions();
    double z = 0;
    for (int j = 0; j < fanIn; j++) {
      int source = sliding.source(position, j % taps);
      if (source != Sliding.PADDING) {
        double x = in.values[from + j / taps * grid.positions() + source];
        z += weights.weight(unit * fanIn + j) * x;
      }
    }
    return z;
  }

  /** Puts the answers of up to 64 units for all positions in their places. */
  private void place(long[] from, long[] answers, int slot, int word, long units) {
    int words = output.words();
    int bits = rows.blocks() * BLOCK;
    for (int row = 0; row < rows.rows(); row++) {
      for (int column = 0; column < rows.columns(); column += Long.SIZE) {
        int some = Math.min(Long.SIZE, rows.columns() - column);
        int at = row * rows.pitch() + column;
        for (int u = 0; u < Long.SIZE; u++) {
          square[u] = (units >>> u & 1) == 0 ? 0 : Bits.get(from, (long) u * bits + at, some);
        }
        Bits.transpose(square);
        int position = slot * output.positions() + row * rows.columns() + column;
        for (int i = 0; i < some; i++) {
          int place = (position + i) * words + word;
          answers[place] = (answers[place] & ~units) | square[i];
        }
      }
    }
  }
}
