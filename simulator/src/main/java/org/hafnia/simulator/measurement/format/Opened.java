package org.hafnia.simulator.measurement.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.hafnia.simulator.measurement.MeasurementProblem;

/**
 * A file, unpacked where it is gzip, with a look at its beginning.
 *
 * @param start the first bytes, which come from the stream again
 */
record Opened(InputStream stream, byte[] start, boolean packed) {

  private static final int START = 1 << 16;
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Magic bytes of what people upload by mistake. */
  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("a zip archive or an Excel workbook", new byte[] {'P', 'K', 3, 4}),
          new Foreign("HDF5", new byte[] {(byte) 0x89, 'H', 'D', 'F'}),
          new Foreign("a NumPy array", new byte[] {(byte) 0x93, 'N', 'U', 'M'}),
          new Foreign("a PDF", new byte[] {'%', 'P', 'D', 'F'}),
          new Foreign("UTF-16 text", new byte[] {(byte) 0xff, (byte) 0xfe}),
          new Foreign("UTF-16 text", new byte[] {(byte) 0xfe, (byte) 0xff}));

  private record Foreign(String what, byte[] magic) {}

  static Opened of(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      byte[] magic = raw.readNBytes(2);
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(magic), raw);
      boolean packed = starts(magic, GZIP);
      InputStream plain = packed ? new GZIPInputStream(all, BUFFER) : all;
      byte[] start = plain.readNBytes(START);
      int skip = starts(start, MARK) ? MARK.length : 0;
      var again = new ByteArrayInputStream(start, skip, start.length - skip);
      var text = java.util.Arrays.copyOfRange(start, skip, start.length);
      return new Opened(new SequenceInputStream(again, plain), text, packed);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  boolean isParquet() {
    return starts(start, PARQUET);
  }

  /** The first bytes as text; a problem where they are none. */
  String text() {
    for (var foreign : FOREIGN) {
      if (starts(start, foreign.magic())) {
        throw MeasurementProblem.ofFile(
            "The file is "
                + foreign.what()
                + "; expected CSV, TSV or JSON lines in UTF-8, plain or gzip, or Parquet.");
      }
    }
    int controls = 0;
    for (byte b : start) {
      controls += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
      if (b == 0 || controls > START / 100) {
        throw MeasurementProblem.ofFile(
            "The file holds binary data; expected CSV, TSV or JSON lines in UTF-8, plain or gzip,"
                + " or Parquet.");
      }
    }
    return new String(start, UTF_8);
  }

  private static boolean starts(byte[] bytes, byte[] magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || bytes[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
