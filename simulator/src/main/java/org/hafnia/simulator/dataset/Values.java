package org.hafnia.simulator.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;

/** The numbers of all samples in the form they are stored in, one after the other. */
sealed interface Values {

  Encoding encoding();

  int length();

  /** Number i as it is read: unscaled by any normalisation. */
  float get(int i);

  /** Writes {@code value * gain + offset} of the numbers {@code [from, to)}. */
  void copy(int from, int to, Affine affine, FloatBuffer target);

  /** Feeds the numbers {@code [from, to)} to a digest, as stored, little endian. */
  void digest(MessageDigest digest, int from, int to);

  /** The array of all numbers. */
  Object stored();

  /**
   * Blocks of some numbers, then blocks of others of the same encoding and scale, in a new array.
   *
   * @param first numbers of the blocks to take
   * @param length of a block
   */
  static Values join(Values some, int[] first, Values others, int[] second, int length) {
    int size = Math.multiplyExact(Math.addExact(first.length, second.length), length);
    var joined =
        switch (some) {
          case Bytes bytes -> new Bytes(new byte[size]);
          case Shorts shorts -> new Shorts(new short[size], shorts.scale());
          case Floats floats -> new Floats(new float[size]);
        };
    gather(some.stored(), first, joined.stored(), 0, length);
    gather(others.stored(), second, joined.stored(), first.length, length);
    return joined;
  }

  /** The labels of some samples, then of others. */
  static byte[] joinLabels(byte[] some, int[] first, byte[] others, int[] second) {
    byte[] joined = new byte[first.length + second.length];
    gather(some, first, joined, 0, 1);
    gather(others, second, joined, first.length, 1);
    return joined;
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // Both are arrays of the same numbers.
  private static void gather(Object from, int[] blocks, Object to, int at, int length) {
    for (int i = 0; i < blocks.length; i++) {
      System.arraycopy(from, blocks[i] * length, to, (at + i) * length, length);
    }
  }

  /** How many numbers a digest takes at a time. */
  int CHUNK = 1 << 14;

  /** What normalisation makes of a number. */
  record Affine(float gain, float offset) {

    static final Affine IDENTITY = new Affine(1, 0);

    boolean identity() {
      return gain == 1 && offset == 0;
    }
  }

  /** Unsigned bytes; p of 0..255 is read as p / 255. */
  final class Bytes implements Values {

    private static final float[] LEVELS = levels();

    private final byte[] stored;

    Bytes(byte[] stored) {
      this.stored = stored;
    }

    @Override
    public Object stored() {
      return stored;
    }

    @Override
    public Encoding encoding() {
      return Encoding.UNSIGNED_BYTES;
    }

    @Override
    public int length() {
      return stored.length;
    }

    int level(int i) {
      return stored[i] & 0xff;
    }

    @Override
    public float get(int i) {
      return LEVELS[stored[i] & 0xff];
    }

    @Override
    public void copy(int from, int to, Affine affine, FloatBuffer target) {
      float[] levels = LEVELS;
      if (!affine.identity()) {
        levels = new float[LEVELS.length];
        for (int p = 0; p < levels.length; p++) {
          levels[p] = LEVELS[p] * affine.gain() + affine.offset();
        }
      }
      for (int i = from; i < to; i++) {
        target.put(levels[stored[i] & 0xff]);
      }
    }

    @Override
    public void digest(MessageDigest digest, int from, int to) {
      digest.update(stored, from, to - from);
    }

    private static float[] levels() {
      float[] levels = new float[256];
      for (int p = 0; p < levels.length; p++) {
        levels[p] = p / 255f;
      }
      return levels;
    }
  }

  /** Signed 16-bit numbers with one scale: s is read as s * scale. */
  final class Shorts implements Values {

    private final short[] stored;
    private final float scale;

    Shorts(short[] stored, float scale) {
      this.stored = stored;
      this.scale = scale;
    }

    @Override
    public Object stored() {
      return stored;
    }

    @Override
    public Encoding encoding() {
      return Encoding.SCALED_SHORTS;
    }

    @Override
    public int length() {
      return stored.length;
    }

    float scale() {
      return scale;
    }

    @Override
    public float get(int i) {
      return stored[i] * scale;
    }

    @Override
    public void copy(int from, int to, Affine affine, FloatBuffer target) {
      for (int i = from; i < to; i++) {
        target.put(stored[i] * scale * affine.gain() + affine.offset());
      }
    }

    @Override
    public void digest(MessageDigest digest, int from, int to) {
      var bytes =
          ByteBuffer.allocate(Math.min(CHUNK, to - from) * Short.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int start = from; start < to; start += CHUNK) {
        int end = Math.min(to, start + CHUNK);
        bytes.clear();
        bytes.asShortBuffer().put(stored, start, end - start);
        digest.update(bytes.limit((end - start) * Short.BYTES));
      }
    }
  }

  /** 32-bit floating point numbers, read as they are. */
  final class Floats implements Values {

    private final float[] stored;

    Floats(float[] stored) {
      this.stored = stored;
    }

    @Override
    public Object stored() {
      return stored;
    }

    @Override
    public Encoding encoding() {
      return Encoding.FLOATS;
    }

    @Override
    public int length() {
      return stored.length;
    }

    @Override
    public float get(int i) {
      return stored[i];
    }

    @Override
    public void copy(int from, int to, Affine affine, FloatBuffer target) {
      if (affine.identity()) {
        target.put(stored, from, to - from);
        return;
      }
      for (int i = from; i < to; i++) {
        target.put(stored[i] * affine.gain() + affine.offset());
      }
    }

    @Override
    public void digest(MessageDigest digest, int from, int to) {
      var bytes =
          ByteBuffer.allocate(Math.min(CHUNK, to - from) * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int start = from; start < to; start += CHUNK) {
        int end = Math.min(to, start + CHUNK);
        bytes.clear();
        bytes.asFloatBuffer().put(stored, start, end - start);
        digest.update(bytes.limit((end - start) * Float.BYTES));
      }
    }
  }
}
