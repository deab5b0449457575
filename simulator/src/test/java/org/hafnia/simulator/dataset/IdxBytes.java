package org.hafnia.simulator.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Small IDX files, good and bad, as bytes. */
final class IdxBytes {

  static final int IMAGES = 0x0803;
  static final int LABELS = 0x0801;

  private IdxBytes() {}

  /** Image k has the pixels k, k + 1, k + 2 ... */
  static byte[] images(int count, int rows, int columns) {
    byte[] pixels = new byte[count * rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / (rows * columns) + i % (rows * columns));
    }
    return file(pixels, IMAGES, count, rows, columns);
  }

  static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return file(bytes, LABELS, labels.length);
  }

  /** A file whose header may say anything. */
  static byte[] file(byte[] content, int... header) {
    var buffer = ByteBuffer.allocate(header.length * Integer.BYTES + content.length);
    for (int word : header) {
      buffer.putInt(word);
    }
    return buffer.put(content).array();
  }

  static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static IdxInput images(byte[] file) {
    return IdxInput.of("images.idx", new ByteArrayInputStream(file));
  }

  static IdxInput labels(byte[] file) {
    return IdxInput.of("labels.idx", new ByteArrayInputStream(file));
  }
}
