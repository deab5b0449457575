package org.hafnia.simulator.inference.layout;

import java.util.Arrays;
import org.hafnia.simulator.network.Precision;

/**
 * What lies between two stages, for some images: floats, channel by channel, or packed values,
 * position by position. Made once, and written again and again.
 */
public final class Signal {

  private static final float[] NO_FLOATS = {};
  private static final long[] NO_WORDS = {};

  public final Precision kind;
  public final Grid grid;

  /** Real values, sample after sample. */
  public final float[] values;

  /** Signs, sample after sample. */
  public final long[] sign;

  /** Of ternary values. */
  public final long[] mask;

  public Signal(Precision kind, Grid grid, int images) {
    this.kind = kind;
    this.grid = grid;
    values = kind == Precision.REAL ? new float[images * grid.size()] : NO_FLOATS;
    sign = kind == Precision.REAL ? NO_WORDS : new long[images * grid.packed()];
    mask = kind == Precision.TERNARY ? new long[images * grid.packed()] : NO_WORDS;
  }

  /** Packs the values of one sample, which are -1, 0 or 1. */
  public void pack(int image, float[] from) {
    int words = grid.words();
    int at = image * grid.packed();
    Arrays.fill(sign, at, at + grid.packed(), 0);
    if (kind == Precision.TERNARY) {
      Arrays.fill(mask, at, at + grid.packed(), 0);
    }
    for (int c = 0; c < grid.channels(); c++) {
      for (int p = 0; p < grid.positions(); p++) {
        float value = from[c * grid.positions() + p];
        int word = at + p * words + (c >> 6);
        sign[word] |= value > 0 ? 1L << c : 0;
        if (kind == Precision.TERNARY) {
          mask[word] |= value == 0 ? 0 : 1L << c;
        }
      }
    }
  }

  /** The other way round. */
  public void unpack(int image, float[] to) {
    int words = grid.words();
    int at = image * grid.packed();
    for (int c = 0; c < grid.channels(); c++) {
      for (int p = 0; p < grid.positions(); p++) {
        int word = at + p * words + (c >> 6);
        boolean plus = (sign[word] >>> c & 1) != 0;
        boolean zero = kind == Precision.TERNARY && (mask[word] >>> c & 1) == 0;
        to[c * grid.positions() + p] = zero ? 0 : plus ? 1 : -1;
      }
    }
  }
}
