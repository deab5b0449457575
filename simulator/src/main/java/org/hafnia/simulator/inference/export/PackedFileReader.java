package org.hafnia.simulator.inference.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link PackedFile} wrote. */
public final class PackedFileReader {

  private static final int WINDOW = 6;
  private static final int GRID = 3;
  private static final int MOST_LAYERS = 10_000;

  private final ByteBuffer in;

  private PackedFileReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * A layer of a file.
   *
   * @param number counted from 1
   * @param input 0 real, 1 binary, 2 ternary
   * @param units sums with weights of their own
   * @param window rows and columns of kernel, stride, padding
   * @param sign words, unit after unit
   * @param mask likewise; none for binary weights
   * @param thresholds of each plane: a float for each unit
   * @param inverted of each plane, for each unit
   */
  public record Layer(
      int number,
      int input,
      int units,
      List<Integer> window,
      List<Long> sign,
      List<Long> mask,
      List<List<Float>> thresholds,
      List<List<Integer>> inverted) {}

  /**
   * Reads a file to its end.
   *
   * @throws IOException if it is none, or damaged
   */
  public static List<Layer> read(InputStream stream) throws IOException {
    var in = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new PackedFileReader(in).layers();
    } catch (java.nio.BufferUnderflowException e) {
      throw new IOException("a packed network that ends before its time", e);
    }
  }

  private List<Layer> layers() throws IOException {
    byte[] magic = new byte[PackedFile.MAGIC.length()];
    in.get(magic);
    if (!PackedFile.MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
      throw new IOException("no packed network: it does not start with " + PackedFile.MAGIC);
    }
    int version = in.getInt();
    int count = in.getInt();
    if (version != PackedFile.VERSION || count < 1 || count > MOST_LAYERS) {
      throw new IOException("version %d with %d layers".formatted(version, count));
    }
    var layers = new ArrayList<Layer>();
    for (int i = 0; i < count; i++) {
      layers.add(layer());
    }
    if (in.hasRemaining()) {
      throw new IOException(in.remaining() + " bytes after the last layer");
    }
    return List.copyOf(layers);
  }

  private Layer layer() {
    int number = in.getInt();
    int input = in.getInt();
    boolean ternary = in.getInt() == 1;
    in.getInt();
    ints(GRID);
    int units = ints(GRID).getFirst();
    var window = ints(WINDOW);
    int words = in.getInt();
    var sign = words(units, words);
    var mask = ternary ? words(units, words) : List.<Long>of();
    int planes = in.getInt();
    var thresholds = new ArrayList<List<Float>>();
    var inverted = new ArrayList<List<Integer>>();
    for (int plane = 0; plane < planes; plane++) {
      thresholds.add(floats(units));
      inverted.add(ints(units));
    }
    if (planes > 0) {
      ints(units);
      ints(WINDOW * in.getInt());
      ints(WINDOW * in.getInt());
    } else {
      floats(2 * units * in.getInt());
    }
    return new Layer(number, input, units, window, sign, mask, thresholds, inverted);
  }

  private List<Integer> ints(int count) {
    var values = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      values.add(in.getInt());
    }
    return values;
  }

  private List<Float> floats(int count) {
    var values = new ArrayList<Float>();
    for (int i = 0; i < count; i++) {
      values.add(in.getFloat());
    }
    return values;
  }

  private List<Long> words(int units, int words) {
    var values = new ArrayList<Long>();
    for (long i = 0; i < (long) units * words; i++) {
      values.add(in.getLong());
    }
    return values;
  }
}
