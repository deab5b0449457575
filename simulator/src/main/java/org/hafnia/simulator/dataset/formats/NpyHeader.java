package org.hafnia.simulator.dataset.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * What stands before the numbers of an NPY file: a magic string, a version, a Python dictionary of
 * type, order and shape. Source: numpy.lib.format, versions 1.0 to 3.0.
 *
 * @param kind of the numbers: u, i, f, b (truth values), U or S (texts)
 * @param itemBytes of each
 * @param order of their bytes
 * @param fortran whether the first extent runs fastest, not the last
 * @param shape extents, outermost first; none for a single number
 * @param bytes of the header itself
 */
record NpyHeader(
    char kind, int itemBytes, ByteOrder order, boolean fortran, List<Integer> shape, int bytes) {

  private static final String MAGIC = "\u0093NUMPY";
  private static final int LONGEST = 1 << 16;
  private static final Pattern DESCRIPTION =
      Pattern.compile("'descr'\\s*:\\s*(?:'([<>|=]?)([a-zA-Z])(\\d*)'|(.))");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  /** Bytes of one text character, UTF-32. */
  private static final int UTF_32 = 4;

  NpyHeader {
    shape = List.copyOf(shape);
  }

  long count() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** As NumPy writes it, for problems. */
  String type() {
    return kind + "" + (kind == 'U' ? itemBytes / UTF_32 : itemBytes);
  }

  /**
   * Reads a header from the beginning of an entry.
   *
   * @param entryBytes what the entry holds, header included; the header's claim is held against it
   */
  static NpyHeader read(InputStream in, String file, long entryBytes) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8
        || !new String(start, 0, 6, java.nio.charset.StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new DatasetProblem(file, 0, "no NPY magic string", "\\x93NUMPY");
    }
    int lengthBytes = start[6] == 1 ? 2 : 4;
    byte[] length = in.readNBytes(lengthBytes);
    long headerLength = 0;
    for (int k = length.length - 1; k >= 0; k--) {
      headerLength = headerLength << 8 | (length[k] & 0xff);
    }
    if (length.length < lengthBytes || headerLength > LONGEST) {
      throw new DatasetProblem(
          file, 8, "a header of %d bytes".formatted(headerLength), "at most " + LONGEST);
    }
    byte[] text = in.readNBytes((int) headerLength);
    if (text.length < headerLength) {
      throw new DatasetProblem(file, 8L + lengthBytes, "the end of the file", "the header");
    }
    int bytes = 8 + lengthBytes + text.length;
    return parse(new String(text, UTF_8), file, bytes).checked(file, entryBytes);
  }

  private static NpyHeader parse(String text, String file, int bytes) {
    var description = DESCRIPTION.matcher(text);
    var fortran = FORTRAN.matcher(text);
    var shape = SHAPE.matcher(text);
    if (!description.find() || !fortran.find() || !shape.find()) {
      throw new DatasetProblem(
          file, 10, "the header " + text.strip(), "a dictionary of descr, fortran_order, shape");
    }
    if (description.group(4) != null) {
      throw new DatasetProblem(file, 10, "an array of records", "an array of numbers");
    }
    var extents = extents(shape, file);
    char kind = description.group(2).charAt(0);
    if (kind == 'O') {
      throw new DatasetProblem(
          file,
          10,
          "an array of pickled Python objects",
          "an array of numbers (u1, i2, i4, f4, f8)");
    }
    int item = description.group(3).isEmpty() ? 1 : Integer.parseInt(description.group(3));
    boolean big = ">".equals(description.group(1));
    return new NpyHeader(
        kind,
        kind == 'U' ? item * UTF_32 : item,
        big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        fortran.group(1).equals("True"),
        extents,
        bytes);
  }

  private static List<Integer> extents(Matcher shape, String file) {
    List<Integer> extents = new ArrayList<>();
    for (String part : shape.group(1).split(",", -1)) {
      String extent = part.strip().replaceAll("L$", "");
      if (!extent.isEmpty()) {
        try {
          extents.add(Integer.parseInt(extent));
        } catch (NumberFormatException e) {
          var problem = new DatasetProblem(file, 10, "an extent of " + extent, "0..2147483647");
          problem.initCause(e);
          throw problem;
        }
      }
    }
    return extents;
  }

  private NpyHeader checked(String file, long entryBytes) {
    long claimed = bytes;
    try {
      long product = itemBytes;
      for (int extent : shape) {
        product = Math.multiplyExact(product, (long) extent);
      }
      claimed = Math.addExact(claimed, product);
    } catch (ArithmeticException e) {
      claimed = Long.MAX_VALUE;
    }
    if (claimed != entryBytes) {
      throw new DatasetProblem(
          file,
          10,
          "a header that announces %d bytes (shape %s of %s)".formatted(claimed, shape, type()),
          "the %d bytes that are there".formatted(entryBytes));
    }
    return this;
  }
}
