package org.hafnia.simulator.inference.layout;

import java.util.Arrays;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.network.Precision;

/**
 * What each window of a layer sees, as one row of words: tap after tap the bits of the channels of
 * a group. Padding is 0 in sign and mask. A dense layer sees its input as it lies.
 */
public final class Patches {

  private final Sliding sliding;
  private final int groups;
  private final int channels;
  private final int tapBits;
  private final int words;
  private final boolean asTheyLie;

  /** Of a layer in so many groups. */
  public Patches(Sliding sliding, int groups, boolean dense) {
    this.sliding = sliding;
    this.groups = groups;
    channels = sliding.input().channels() / groups;
    asTheyLie = dense || (groups == 1 && sliding.pointwise());
    tapBits = dense ? sliding.input().words() * Long.SIZE : channels;
    words = Bits.words(sliding.taps() * tapBits);
  }

  public int groups() {
    return groups;
  }

  public int taps() {
    return sliding.taps();
  }

  public int tapBits() {
    return tapBits;
  }

  /** Words of a row. */
  public int words() {
    return words;
  }

  public Sliding sliding() {
    return sliding;
  }

  /** Rows of a sample: positions of each group. */
  public int rows() {
    return groups * sliding.output().positions();
  }

  /** Rows of several images; made once, gathered again and again. */
  public final class Rows {

    private final long[] sign;
    private final long[] mask;
    private long[] signNow;
    private long[] maskNow;
    private int start;

    /** Room for so many images. */
    public Rows(Precision kind, int images) {
      int size = asTheyLie ? 0 : images * rows() * words;
      sign = new long[size];
      mask = new long[kind == Precision.TERNARY ? size : 0];
      signNow = sign;
      maskNow = mask;
    }

    /** Takes some images of a signal, from {@code first} on. */
    public void gather(Signal in, int first, int images) {
      if (asTheyLie) {
        signNow = in.sign;
        maskNow = in.mask;
        start = first;
        return;
      }
      for (int slot = 0; slot < images; slot++) {
        gather(in.sign, first + slot, sign, slot);
        if (in.kind == Precision.TERNARY) {
          gather(in.mask, first + slot, mask, slot);
        }
      }
    }

    private void gather(long[] from, int image, long[] to, int slot) {
      int first = slot * rows() * words;
      Arrays.fill(to, first, first + rows() * words, 0);
      var grid = sliding.input();
      int positions = sliding.output().positions();
      for (int g = 0; g < groups; g++) {
        for (int p = 0; p < positions; p++) {
          long row = (long) at(slot, g, p) * Long.SIZE;
          for (int tap = 0; tap < taps(); tap++) {
            int source = sliding.source(p, tap);
            if (source != Sliding.PADDING) {
              long bit = (long) (image * grid.packed() + source * grid.words()) * Long.SIZE;
              Bits.copy(from, bit + (long) g * channels, to, row + (long) tap * tapBits, channels);
            }
          }
        }
      }
    }

    /** Where a row of one of the images starts. */
    public int at(int slot, int group, int position) {
      return ((start + slot) * rows() + group * sliding.output().positions() + position) * words;
    }

    public long[] sign() {
      return signNow;
    }

    public long[] mask() {
      return maskNow;
    }
  }
}
