package org.hafnia.simulator.inference.layout;

import org.hafnia.simulator.inference.kernel.WordKernel;

/**
 * Bytes p that a first layer sees, given as p / 255, so that sums lie side by side: each input j is
 * a row, and the sum of one place is made of what all rows have there.
 *
 * <pre>
 *   dense          place = image, of up to 64
 *   convolution    place = position, of one image with its padding, 0, around
 *
 *   S[place] = sum over j of w[j] x[offset(j) + place]
 * </pre>
 *
 * A convolution with strides sees each remainder of row and column as an image of its own, so that
 * neighbouring positions are neighbouring places.
 */
public final class ByteRows {

  private static final float WHITE = 255;
  private static final float HALF = 0.5f;

  private final Sliding sliding;
  private final boolean dense;
  private final int channels;
  private final int rowStride;
  private final int columnStride;
  private final int rowPadding;
  private final int columnPadding;
  private final int phaseRows;
  private final int pitch;
  private final int rows;
  private final byte[] bytes;
  private final int[] offsets;
  private int columns;

  /** Of a layer in so many groups. */
  public ByteRows(Sliding sliding, int groups, boolean dense) {
    this.sliding = sliding;
    this.dense = dense;
    var input = sliding.input();
    channels = input.channels() / groups;
    rowStride = sliding.window().get(2);
    columnStride = sliding.window().get(3);
    rowPadding = sliding.window().get(4);
    columnPadding = sliding.window().get(5);
    phaseRows = dense ? 1 : Math.ceilDiv(input.rows() + 2 * rowPadding, rowStride);
    pitch =
        dense ? WordKernel.BLOCK : Math.ceilDiv(input.columns() + 2 * columnPadding, columnStride);
    rows = dense ? 1 : sliding.output().rows();
    columns = dense ? 0 : sliding.output().columns();
    int all = (dense ? input.size() : input.channels()) * channelSize();
    bytes = new byte[all + blocks() * WordKernel.BLOCK];
    offsets = new int[channels * sliding.taps()];
    for (int j = 0; j < offsets.length; j++) {
      int tap = j % sliding.taps();
      int kernelColumns = sliding.window().get(1);
      offsets[j] =
          dense ? j * pitch : place(j / sliding.taps(), tap / kernelColumns, tap % kernelColumns);
    }
  }

  /** Where a padded image's value lies, in the image of its remainders. */
  private int place(int channel, int row, int column) {
    int phase = row % rowStride * columnStride + column % columnStride;
    return channel * channelSize()
        + (phase * phaseRows + row / rowStride) * pitch
        + column / columnStride;
  }

  private int channelSize() {
    return dense ? pitch : rowStride * columnStride * phaseRows * pitch;
  }

  /** Most images at once. */
  public int images() {
    return dense ? WordKernel.BLOCK : 1;
  }

  /** Takes some images of a signal. */
  public void take(Signal in, int first, int images) {
    var grid = sliding.input();
    int size = grid.size();
    if (dense) {
      columns = images;
      for (int image = 0; image < images; image++) {
        for (int j = 0; j < size; j++) {
          bytes[j * pitch + image] = level(in.values[(first + image) * size + j]);
        }
      }
      return;
    }
    for (int c = 0; c < grid.channels(); c++) {
      for (int row = 0; row < grid.rows(); row++) {
        int from = first * size + (c * grid.rows() + row) * grid.columns();
        for (int phase = 0; phase < columnStride; phase++) {
          // The first column that this remainder has: its place among the padded ones is phase.
          int column = Math.floorMod(phase - columnPadding, columnStride);
          int to = place(c, row + rowPadding, column + columnPadding);
          for (; column < grid.columns(); column += columnStride) {
            bytes[to++] = level(in.values[from + column]);
          }
        }
      }
    }
  }

  private static byte level(float value) {
    return (byte) (int) (value * WHITE + HALF);
  }

  /** All rows, and after them what the last block reads beyond. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the rows of a group's inputs start, from {@link #at} on. */
  public int[] offsets() {
    return offsets;
  }

  /** Where the rows of a group start. */
  public int at(int group) {
    return group * channels * channelSize();
  }

  /** Blocks of places that hold all positions. */
  public int blocks() {
    return Math.ceilDiv((rows - 1) * pitch + (dense ? pitch : columns), WordKernel.BLOCK);
  }

  /** Rows of positions. */
  public int rows() {
    return rows;
  }

  /** Positions of a row, or images taken. */
  public int columns() {
    return columns;
  }

  /** Places from one row of positions to the next. */
  public int pitch() {
    return pitch;
  }
}
