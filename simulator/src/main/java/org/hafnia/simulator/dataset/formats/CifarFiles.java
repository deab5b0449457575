package org.hafnia.simulator.dataset.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.SourceFile;

/**
 * Reader of the binary version of CIFAR-10 and CIFAR-100: for each image its label bytes, then 1024
 * red, 1024 green and 1024 blue levels, row by row. Source: A. Krizhevsky, Learning multiple layers
 * of features from tiny images, 2009, and the page of the data set.
 */
public final class CifarFiles {

  public static final int SIDE = 32;
  public static final int CHANNELS = 3;

  /** The largest content accepted: 1 GiB, five times CIFAR-10. */
  public static final long MAX_BYTES = 1L << 30;

  private static final int PIXELS = CHANNELS * SIDE * SIDE;

  private CifarFiles() {}

  /** What stands before the pixels. */
  public enum Variant {
    /** One byte, 0..9. */
    CIFAR_10(1, 10),
    /** The coarse label, which is not used, then the fine one, 0..99. */
    CIFAR_100(2, 100);

    private final int labelBytes;
    private final int classes;

    Variant(int labelBytes, int classes) {
      this.labelBytes = labelBytes;
      this.classes = classes;
    }

    public int classes() {
      return classes;
    }

    /** Bytes of one image with its labels. */
    public int recordBytes() {
      return labelBytes + PIXELS;
    }
  }

  /**
   * Reads one file to its end.
   *
   * @throws DatasetProblem if it ends within an image, or a label is out of range
   */
  public static Samples read(SourceFile file, Variant variant) {
    try (var content = new Content(file)) {
      return split(content.toEnd(MAX_BYTES), file.file(), variant);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file.file(), e);
    }
  }

  /**
   * Reads files that were read already.
   *
   * @param bytes one image after the other
   * @param file what problems call them
   */
  public static Samples split(byte[] bytes, String file, Variant variant) {
    int length = variant.recordBytes();
    int count = bytes.length / length;
    if (count == 0 || bytes.length % length != 0) {
      throw new DatasetProblem(
          file,
          (long) count * length,
          "%d bytes in all, %d too many".formatted(bytes.length, bytes.length % length),
          "a multiple of %d bytes".formatted(length));
    }
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * PIXELS];
    for (int i = 0; i < count; i++) {
      int label = bytes[i * length + variant.labelBytes - 1] & 0xff;
      if (label >= variant.classes()) {
        throw new DatasetProblem(
            file,
            (long) i * length + variant.labelBytes - 1,
            "label " + label,
            "0.." + (variant.classes() - 1));
      }
      labels[i] = (byte) label;
      System.arraycopy(bytes, i * length + variant.labelBytes, pixels, i * PIXELS, PIXELS);
    }
    return Samples.of(new int[] {CHANNELS, SIDE, SIDE}, pixels, labels);
  }
}
