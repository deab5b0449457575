package org.hafnia.simulator.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Labelled samples in the form they are published in: one unsigned byte per feature, one byte per
 * label. Immutable and safe for any number of threads.
 *
 * <p>A pixel p of 0..255 is read as the number p / 255, a float of 0..1; no float copy is kept, so
 * that the 60,000 training images of MNIST occupy 47 MB and not 188 MB.
 */
public final class Samples {

  private static final float[] LEVELS = levels();

  private final int[] shape;
  private final int features;
  private final byte[] pixels;
  private final byte[] labels;
  private final int count;

  private Samples(int[] shape, byte[] pixels, byte[] labels, int count) {
    this.shape = shape;
    this.features = size(shape);
    this.pixels = pixels;
    this.labels = labels;
    this.count = count;
  }

  /**
   * Takes both arrays over without a copy; the caller must not write to them afterwards.
   *
   * @param shape extents of one sample, outermost first, for example {28, 28}
   * @param pixels all samples, one after the other, row by row
   * @param labels one class number of 0..255 for each sample
   */
  public static Samples of(int[] shape, byte[] pixels, byte[] labels) {
    int features = size(shape);
    if (pixels.length != (long) features * labels.length) {
      throw new IllegalArgumentException(
          "%d samples of %d features need %d bytes, not %d"
              .formatted(labels.length, features, (long) features * labels.length, pixels.length));
    }
    return new Samples(shape.clone(), pixels, labels, labels.length);
  }

  public int count() {
    return count;
  }

  /** Numbers per sample: the product of the shape. */
  public int features() {
    return features;
  }

  /** Extents of one sample, outermost first, for example {28, 28}. */
  public int[] shape() {
    return shape.clone();
  }

  /** Class of sample i, from 0. */
  public int label(int i) {
    checkSample(i);
    return labels[i] & 0xff;
  }

  /** Feature j of sample i as published, 0..255. */
  public int pixel(int i, int j) {
    checkSample(i);
    return pixels[i * features + j] & 0xff;
  }

  /**
   * Writes the samples {@code indices[from..to)} as numbers of 0..1 to the buffer's position and
   * moves the position behind them.
   */
  public void copy(int[] indices, int from, int to, FloatBuffer target) {
    for (int k = from; k < to; k++) {
      int start = offset(indices[k]);
      for (int j = start; j < start + features; j++) {
        target.put(LEVELS[pixels[j] & 0xff]);
      }
    }
  }

  /** Writes the samples {@code indices[from..to)} as numbers of 0..1 to the start of the array. */
  public void copy(int[] indices, int from, int to, float[] target) {
    int next = 0;
    for (int k = from; k < to; k++) {
      int start = offset(indices[k]);
      for (int j = start; j < start + features; j++) {
        target[next++] = LEVELS[pixels[j] & 0xff];
      }
    }
  }

  /** Memory that these samples occupy. */
  public long bytes() {
    return bytes(count, features);
  }

  /** Memory that so many samples of so many features would occupy. */
  public static long bytes(long count, long features) {
    return count * (features + 1);
  }

  /** The first n samples, as a view: nothing is copied. */
  public Samples first(int n) {
    if (n < 1 || n > count) {
      throw new IllegalArgumentException(
          "the first %d of %d samples: must be 1..%d".formatted(n, count, count));
    }
    return new Samples(shape, pixels, labels, n);
  }

  /** Feeds shape, labels and pixels to a digest, in this order. */
  void digest(MessageDigest digest) {
    digest.update("%s x %s;".formatted(count, Arrays.toString(shape)).getBytes(UTF_8));
    digest.update(labels, 0, count);
    digest.update(pixels, 0, count * features);
  }

  private int offset(int sample) {
    checkSample(sample);
    return sample * features;
  }

  private void checkSample(int i) {
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException("sample " + i + " of " + count);
    }
  }

  private static int size(int[] shape) {
    int size = 1;
    for (int extent : shape) {
      if (extent < 1) {
        throw new IllegalArgumentException("an extent of " + extent);
      }
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  private static float[] levels() {
    float[] levels = new float[256];
    for (int p = 0; p < levels.length; p++) {
      levels[p] = p / 255f;
    }
    return levels;
  }
}
