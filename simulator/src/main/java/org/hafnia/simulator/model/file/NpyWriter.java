package org.hafnia.simulator.model.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Collectors;
import org.hafnia.simulator.model.NamedArray;

/** Writes arrays as NPY files. Source: numpy.lib.format, version 1.0. */
final class NpyWriter {

  private static final byte[] MAGIC = "\u0093NUMPY\u0001\u0000".getBytes(ISO_8859_1);

  /** The numbers begin at a multiple of this. */
  private static final int ALIGNED = 64;

  private static final int CHUNK = 1 << 14;

  private NpyWriter() {}

  /**
   * Writes one array, little endian.
   *
   * @param small whether every value is one of -1, 0, 1, which is written as a signed byte; else
   *     values are 32-bit floats
   */
  static void write(NamedArray array, boolean small, OutputStream out) throws IOException {
    out.write(header(array, small ? "|i1" : "<f4"));
    int bytes = small ? 1 : Float.BYTES;
    var chunk = ByteBuffer.allocate(CHUNK * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < array.size(); from += CHUNK) {
      int to = Math.min(array.size(), from + CHUNK);
      chunk.clear();
      for (int i = from; i < to; i++) {
        if (small) {
          chunk.put((byte) array.get(i));
        } else {
          chunk.putFloat(array.get(i));
        }
      }
      out.write(chunk.array(), 0, (to - from) * bytes);
    }
  }

  private static byte[] header(NamedArray array, String type) {
    String shape =
        array.shape().stream().map(extent -> extent + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
    int unpadded = MAGIC.length + Short.BYTES + text.length() + 1;
    int total = Math.ceilDiv(unpadded, ALIGNED) * ALIGNED;
    String padded = text + " ".repeat(total - unpadded) + "\n";
    return ByteBuffer.allocate(total)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(ISO_8859_1))
        .array();
  }
}
