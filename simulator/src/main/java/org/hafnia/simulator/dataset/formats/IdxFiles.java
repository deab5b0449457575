package org.hafnia.simulator.dataset.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.SourceFile;

/**
 * Reader of IDX files, the format in which MNIST is published: a magic number (two zero bytes, the
 * type of the numbers, the number of dimensions), the extents as 32-bit big-endian numbers, the
 * numbers row by row. Source: http://yann.lecun.com/exdb/mnist/, "THE IDX FILE FORMAT".
 *
 * <p>Only unsigned bytes (type 0x08) are read, in three dimensions for images and in one for
 * labels. Compression with gzip is recognised by its own magic number, not by the file's name.
 */
public final class IdxFiles {

  /** The largest content accepted: 1 GiB, twenty times MNIST. */
  public static final long MAX_BYTES = 1L << 30;

  private static final int UNSIGNED_BYTES = 0x08;

  private IdxFiles() {}

  /**
   * Reads images and their labels to the end of both streams.
   *
   * @param classes number of classes, 2..256; labels must be 0..classes-1
   * @throws DatasetProblem if a file is damaged, the two do not belong together, or one is another
   *     than the official file it must be
   * @throws UncheckedIOException if a stream cannot be read at all
   */
  public static Samples read(SourceFile images, SourceFile labels, int classes) {
    try (var imageContent = new Content(images);
        var labelContent = new Content(labels)) {
      int[] extents = extents(imageContent, 3, "images");
      byte[] pixels = imageContent.rest((long) extents[0] * extents[1] * extents[2]);
      byte[] classOf = labelContent.rest(extents(labelContent, 1, "labels")[0]);
      if (classOf.length != extents[0]) {
        throw labelContent.problem(
            4, classOf.length + " labels", "%d as in %s".formatted(extents[0], images.file()));
      }
      checkLabels(labelContent, classOf, classes);
      return Samples.of(new int[] {extents[1], extents[2]}, pixels, classOf);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + images.file() + " and " + labels.file(), e);
    }
  }

  private static int[] extents(Content content, int dimensions, String what) throws IOException {
    int expected = UNSIGNED_BYTES << 8 | dimensions;
    int magic = content.int32("the magic number");
    if (magic != expected) {
      throw content.problem(
          0,
          "the magic number 0x%08x%s".formatted(magic, meaning(magic)),
          "0x%08x (%s: unsigned bytes in %d dimension(s))".formatted(expected, what, dimensions));
    }
    int[] extents = new int[dimensions];
    long bytes = 1;
    for (int d = 0; d < dimensions; d++) {
      long offset = content.offset();
      extents[d] = content.int32("extent %d of %d".formatted(d + 1, dimensions));
      if (extents[d] < 1) {
        throw content.problem(
            offset, "an extent of " + Integer.toUnsignedString(extents[d]), "1..2147483647");
      }
      bytes = Math.min(bytes, MAX_BYTES + 1) * extents[d];
      if (bytes > MAX_BYTES) {
        throw content.problem(
            offset, "a header that announces over %d bytes".formatted(MAX_BYTES), "at most that");
      }
    }
    return extents;
  }

  private static String meaning(int magic) {
    if (magic >>> 16 != 0) {
      return " (not an IDX file)";
    }
    return " (type 0x%02x in %d dimension(s))".formatted(magic >>> 8 & 0xff, magic & 0xff);
  }

  private static void checkLabels(Content content, byte[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i] & 0xff;
      if (label >= classes) {
        throw content.problem(8L + i, "label " + label, "0.." + (classes - 1));
      }
    }
  }
}
