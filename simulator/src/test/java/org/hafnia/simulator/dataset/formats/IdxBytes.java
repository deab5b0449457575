package org.hafnia.simulator.dataset.formats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.hafnia.simulator.dataset.files.SourceFile;

/** Small IDX files, good and bad, as bytes. */
public final class IdxBytes {

  public static final int IMAGES = 0x0803;
  public static final int LABELS = 0x0801;

  private IdxBytes() {}

  /** Image k has the pixels k, k + 1, k + 2 ... */
  public static byte[] images(int count, int rows, int columns) {
    byte[] pixels = new byte[count * rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / (rows * columns) + i % (rows * columns));
    }
    return file(pixels, IMAGES, count, rows, columns);
  }

  public static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return file(bytes, LABELS, labels.length);
  }

  /** A file whose header may say anything. */
  public static byte[] file(byte[] content, int... header) {
    var buffer = ByteBuffer.allocate(header.length * Integer.BYTES + content.length);
    for (int word : header) {
      buffer.putInt(word);
    }
    return buffer.put(content).array();
  }

  public static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static SourceFile images(byte[] file) {
    return SourceFile.of("images.idx", new ByteArrayInputStream(file));
  }

  public static SourceFile labels(byte[] file) {
    return SourceFile.of("labels.idx", new ByteArrayInputStream(file));
  }
}
