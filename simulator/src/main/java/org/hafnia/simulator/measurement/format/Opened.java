package org.hafnia.simulator.measurement.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.hafnia.simulator.measurement.MeasurementProblem;

/** A file, unpacked where it is gzip, with a look at its beginning. */
final class Opened {

  private static final int START = 1 << 16;
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private static final String EXPECTED =
      "CSV, TSV or JSON lines in UTF-8, plain or gzip, Parquet or an ArC2 session (HDF5)";

  /** What people upload by mistake, by its magic bytes in Latin-1. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "PK\3\4", "a zip archive or an Excel workbook",
          "\u0093NUM", "a NumPy array",
          "%PDF", "a PDF",
          "\u00ff\u00fe", "UTF-16 text",
          "\u00fe\u00ff", "UTF-16 text");

  private final InputStream stream;
  private final byte[] start;
  private final boolean packed;

  private Opened(InputStream stream, byte[] start, boolean packed) {
    this.stream = stream;
    this.start = start;
    this.packed = packed;
  }

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
      var text = Arrays.copyOfRange(start, skip, start.length);
      return new Opened(new SequenceInputStream(again, plain), text, packed);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** All bytes, those that were looked at as well. */
  InputStream stream() {
    return stream;
  }

  boolean isEmpty() {
    return start.length == 0;
  }

  boolean packed() {
    return packed;
  }

  boolean isParquet() {
    return starts(start, PARQUET);
  }

  boolean isHdf5() {
    return starts(start, HDF5);
  }

  /** The first bytes as text; a problem where they are none. */
  String text() {
    FOREIGN.forEach(
        (magic, what) -> {
          if (starts(start, magic.getBytes(ISO_8859_1))) {
            throw MeasurementProblem.ofFile("The file is " + what + "; expected " + EXPECTED + ".");
          }
        });
    int controls = 0;
    for (byte b : start) {
      controls += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
      if (b == 0 || controls > START / 100) {
        throw MeasurementProblem.ofFile("The file holds binary data; expected " + EXPECTED + ".");
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
