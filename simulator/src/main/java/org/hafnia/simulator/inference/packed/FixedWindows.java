package org.hafnia.simulator.inference.packed;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.inference.sums.Answering;
import org.hafnia.simulator.inference.sums.ByteSums;
import org.hafnia.simulator.inference.sums.DirectSums;
import org.hafnia.simulator.inference.sums.ThresholdRun;
import org.hafnia.simulator.network.Precision;

/**
 * The answers of a first, convolutional layer for a whole test set and the weights that are meant.
 * A draw works out again only the units that it hits, each for all positions of an image at once:
 *
 * <pre>
 *   z[p] = sum over j of w[j] x[p + offset(j)],   x with its padding around
 * </pre>
 *
 * in doubles and the order of {@link DirectSums}, so that the bits are the same.
 */
final class FixedWindows implements FixedInput {

  /** Where more than this share of the units are hit, all are worked out together. */
  private static final int SHARE = 4;

  private final Stage stage;
  private final FloatBuffer weights;
  private final boolean plain;

  /** Of each plane, image after image, as {@link ThresholdRun} takes them. */
  private final long[][] meant;

  private FixedWindows(PackedNetwork network, Samples images) {
    stage = network.stages().getFirst();
    weights = network.model().values("layer1.weight");
    plain = FixedInput.plain(images);
    var tail = stage.thresholds().orElseThrow();
    var sums = stage.sums().orElseThrow().sliding().output();
    meant = new long[tail.planes()][images.count() * sums.packed()];
    Answering all =
        plain
            ? new ByteSums(stage, weights, WordKernel.best())
            : new DirectSums(stage, stage.thresholds(), weights, WordKernel.best());
    var signal = new Signal(Precision.REAL, stage.entering(), 1);
    var run = new ThresholdRun(tail, sums, 1);
    int[] order = IntStream.range(0, images.count()).toArray();
    for (int i = 0; i < images.count(); i++) {
      images.copy(order, i, i + 1, signal.values);
      run.clear();
      all.answers(signal, 0, 1, i, run);
      for (int plane = 0; plane < meant.length; plane++) {
        System.arraycopy(run.answers(plane), 0, meant[plane], i * sums.packed(), sums.packed());
      }
    }
  }

  /** Of a first stage that is a convolution and has thresholds; empty where it takes too much. */
  static Optional<FixedInput> of(PackedNetwork network, Samples images) {
    var stage = network.stages().getFirst();
    long words = stage.sums().orElseThrow().sliding().output().packed();
    int planes = stage.thresholds().orElseThrow().planes();
    return planes * words * images.count() * Long.BYTES <= MOST_BYTES
        ? Optional.of(new FixedWindows(network, images))
        : Optional.empty();
  }

  @Override
  public Answering answering(WordKernel kernel) {
    return plain ? new HitBytes(kernel) : new Hit(kernel);
  }

  @Override
  public boolean replacesInput() {
    return false;
  }

  /** Puts the answers to the weights that are meant in place. */
  private void keep(int images, int number, ThresholdRun run) {
    int packed = stage.sums().orElseThrow().sliding().output().packed();
    for (int plane = 0; plane < meant.length; plane++) {
      System.arraycopy(meant[plane], number * packed, run.answers(plane), 0, images * packed);
    }
  }

  /** One worker's own weights, of images of plain bytes. */
  private final class HitBytes implements Answering {

    private final ByteSums bytes;
    private final int fanIn = weights.limit() / stage.sums().orElseThrow().units();
    private final long[] hits = new long[Bits.words(stage.sums().orElseThrow().units())];
    private boolean any;

    HitBytes(WordKernel kernel) {
      bytes = new ByteSums(stage, weights, kernel);
    }

    @Override
    public void set(int index, int from, int to) {
      bytes.set(index, from, to);
      int unit = index / fanIn;
      hits[unit >> 6] |= 1L << unit;
      any = true;
    }

    @Override
    public void restored() {
      Arrays.fill(hits, 0);
      any = false;
    }

    @Override
    public void answers(Signal in, int first, int images, int number, ThresholdRun run) {
      keep(images, number, run);
      if (any) {
        bytes.answers(in, first, images, run, hits);
      }
    }
  }

  /** One worker's own weights, of images of real values. */
  private final class Hit implements Answering {

    private final WordKernel kernel;
    private final DirectSums direct;
    private final Sliding sliding = stage.sums().orElseThrow().sliding();
    private final Grid sums = sliding.output();
    private final int channels;
    private final int fanIn;
    private final int unitsPerGroup;
    private final byte[] weight;
    private final boolean[] isHit = new boolean[sums.channels()];
    private final int[] hits = new int[sums.channels()];
    private int count;

    /** Extents of kernel, stride and padding, as {@link Sliding#window}. */
    private final int kernelColumns = sliding.window().get(1);

    private final int rowStride = sliding.window().get(2);
    private final int columnStride = sliding.window().get(3);
    private final int rowPadding = sliding.window().get(4);
    private final int columnPadding = sliding.window().get(5);

    /** Of an image with its padding. */
    private final int paddedRows = sliding.input().rows() + 2 * rowPadding;

    private final int paddedColumns = sliding.input().columns() + 2 * columnPadding;
    private final float[] padded = new float[sliding.input().channels() * paddedSize()];

    /** Sums where a window starts at each place of a padded image, up to the last one. */
    private final double[] z = new double[paddedSize() + Long.SIZE];

    Hit(WordKernel kernel) {
      this.kernel = kernel;
      direct = new DirectSums(stage, stage.thresholds(), weights, kernel);
      int groups = stage.sums().orElseThrow().groups();
      channels = sliding.input().channels() / groups;
      unitsPerGroup = sums.channels() / groups;
      fanIn = channels * sliding.taps();
      weight = new byte[weights.limit()];
      for (int i = 0; i < weight.length; i++) {
        weight[i] = (byte) weights.get(i);
      }
    }

    private int paddedSize() {
      return paddedRows * paddedColumns;
    }

    @Override
    public void set(int index, int from, int to) {
      direct.set(index, from, to);
      weight[index] = (byte) to;
      int unit = index / fanIn;
      if (!isHit[unit]) {
        isHit[unit] = true;
        hits[count++] = unit;
      }
    }

    @Override
    public void restored() {
      Arrays.fill(isHit, false);
      count = 0;
    }

    @Override
    public void answers(Signal in, int first, int images, int number, ThresholdRun run) {
      if (count * SHARE > sums.channels()) {
        direct.answers(in, first, images, number, run);
        return;
      }
      int packed = sums.packed();
      keep(images, number, run);
      for (int slot = 0; count > 0 && slot < images; slot++) {
        pad(in, first + slot);
        for (int i = 0; i < count; i++) {
          sum(hits[i]);
          for (int plane = 0; plane < meant.length; plane++) {
            answer(hits[i], direct.limit(plane, hits[i]), run.answers(plane), slot * packed);
          }
        }
      }
    }

    private void pad(Signal in, int image) {
      var grid = sliding.input();
      for (int c = 0; c < grid.channels(); c++) {
        for (int row = 0; row < grid.rows(); row++) {
          int from = image * grid.size() + c * grid.positions() + row * grid.columns();
          int to = c * paddedSize() + (row + rowPadding) * paddedColumns + columnPadding;
          System.arraycopy(in.values, from, padded, to, grid.columns());
        }
      }
    }

    private void sum(int unit) {
      int places =
          (sums.rows() - 1) * rowStride * paddedColumns + (sums.columns() - 1) * columnStride + 1;
      Arrays.fill(z, 0, places, 0);
      int group = unit / unitsPerGroup;
      for (int j = 0; j < fanIn; j++) {
        int tap = j % sliding.taps();
        int channel = group * channels + j / sliding.taps();
        int offset = tap / kernelColumns * paddedColumns + tap % kernelColumns;
        int factor = weight[unit * fanIn + j];
        if (factor != 0) {
          kernel.addRow(padded, channel * paddedSize() + offset, places, factor, z);
        }
      }
    }

    /** Puts the answers of a unit for all positions in their places. */
    private void answer(int unit, double limit, long[] answers, int at) {
      int words = sums.words();
      long bit = 1L << unit;
      int place = at + (unit >> 6);
      for (int row = 0; row < sums.rows(); row++) {
        int start = row * rowStride * paddedColumns;
        long bits = 0;
        for (int column = 0; column < sums.columns(); column++) {
          int seen = column * columnStride;
          if (column == 0 || seen % Long.SIZE < columnStride) {
            bits = kernel.atLeast(z, start + (seen & -Long.SIZE), limit);
          }
          long answer = -(bits >>> seen & 1);
          answers[place] = (answers[place] & ~bit) | (answer & bit);
          place += words;
        }
      }
    }
  }
}
