package org.hafnia.simulator.dataset.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Archives and NumPy arrays, good and bad, as bytes. */
public final class Archives {

  private Archives() {}

  public static byte[] zip(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static ZipFolder folder(byte[] zip) {
    try {
      return new ZipFolder("test.zip", new SeekableInMemoryByteChannel(zip));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ZipFolder folder(Map<String, byte[]> entries) {
    return folder(zip(entries));
  }

  /** A version 1.0 array with any header text. */
  public static byte[] npy(String header, byte[] content) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + text.length + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .put(content)
        .array();
  }

  /** An array in C order. */
  public static byte[] npy(String type, String shape, byte[] content) {
    return npy(
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape), content);
  }

  /** Numbers of a type, little or big endian as it says. */
  public static byte[] numbers(String type, double... values) {
    int size = type.charAt(type.length() - 1) - '0';
    var buffer =
        ByteBuffer.allocate(values.length * size)
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type.substring(1)) {
        case "u1", "i1" -> buffer.put((byte) value);
        case "i2" -> buffer.putShort((short) value);
        case "i4" -> buffer.putInt((int) value);
        case "i8" -> buffer.putLong((long) value);
        case "f4" -> buffer.putFloat((float) value);
        default -> buffer.putDouble(value);
      }
    }
    return buffer.array();
  }
}
