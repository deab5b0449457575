package org.hafnia.simulator.dataset.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.dataset.DatasetProblem;

/** The numbers of one NPY array, read forward in whatever type they are wanted. */
final class NpyArray implements AutoCloseable {

  /** Numbers converted at a time. */
  private static final int CHUNK = 1 << 13;

  private static final int UTF_32 = 4;

  private final String file;
  private final NpyHeader header;
  private final InputStream in;
  private final String type;

  NpyArray(String file, InputStream in, long bytes) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(in);
    this.header = NpyHeader.read(this.in, file, bytes);
    this.type = header.type();
  }

  List<Integer> shape() {
    return header.shape();
  }

  /** As NumPy abbreviates it: {@code u1}, {@code i2}, {@code f8}. */
  String type() {
    return type;
  }

  private interface Sink {

    void take(int index, ByteBuffer number);
  }

  byte[] bytes() throws IOException {
    require("u1");
    byte[] numbers = new byte[count()];
    read((i, number) -> numbers[i] = number.get());
    return numbers;
  }

  short[] shorts() throws IOException {
    require("i2");
    short[] numbers = new short[count()];
    read((i, number) -> numbers[i] = number.getShort());
    return numbers;
  }

  /** Any numbers, which must be finite. */
  float[] floats() throws IOException {
    float[] numbers = new float[count()];
    read(
        (i, number) -> {
          numbers[i] = (float) real(number);
          if (!Float.isFinite(numbers[i])) {
            throw problem("number " + i, String.valueOf(numbers[i]), "a finite number");
          }
        });
    return numbers;
  }

  /** Whole numbers, whatever their type. */
  int[] ints() throws IOException {
    int[] numbers = new int[count()];
    read(
        (i, number) -> {
          double value = real(number);
          if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw problem("number " + i, String.valueOf(value), "a whole number of 32 bits");
          }
          numbers[i] = (int) value;
        });
    return numbers;
  }

  /** Whole numbers or texts, as texts. */
  List<String> texts() throws IOException {
    String[] texts = new String[count()];
    if (header.kind() != 'U' && header.kind() != 'S') {
      int[] numbers = ints();
      Arrays.setAll(texts, i -> String.valueOf(numbers[i]));
    } else {
      Arrays.fill(texts, "");
      read((i, text) -> texts[i] = text(text));
    }
    return List.of(texts);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String text(ByteBuffer bytes) {
    var text = new StringBuilder();
    int width = header.kind() == 'U' ? UTF_32 : 1;
    for (int k = 0; k < header.itemBytes(); k += width) {
      int character = width == UTF_32 ? bytes.getInt() : bytes.get() & 0xff;
      if (character != 0) {
        text.appendCodePoint(Character.isValidCodePoint(character) ? character : '?');
      }
    }
    return text.toString();
  }

  private double real(ByteBuffer number) {
    return switch (type) {
      case "b1", "i1" -> number.get();
      case "u1" -> number.get() & 0xff;
      case "i2" -> number.getShort();
      case "u2" -> number.getShort() & 0xffff;
      case "i4" -> number.getInt();
      case "u4" -> number.getInt() & 0xffff_ffffL;
      case "i8", "u8" -> number.getLong();
      case "f2" -> Float.float16ToFloat(number.getShort());
      case "f4" -> number.getFloat();
      case "f8" -> number.getDouble();
      default -> throw problem("byte 10", "numbers of type " + type(), "u1, i2, i4, f4 or f8");
    };
  }

  private void read(Sink sink) throws IOException {
    int item = header.itemBytes();
    int total = count();
    if (total == 0 || item == 0) {
      return;
    }
    var places = new Places(header);
    var buffer = ByteBuffer.allocate(Math.min(CHUNK, total) * item).order(header.order());
    int done = 0;
    while (done < total) {
      int wanted = Math.min(CHUNK, total - done);
      int got = in.readNBytes(buffer.array(), 0, wanted * item);
      if (got < wanted * item) {
        throw problem("number " + (done + got / item), "the end of the file", total + " numbers");
      }
      for (int k = 0; k < wanted; k++) {
        sink.take(places.next(), buffer.position(k * item));
      }
      done += wanted;
    }
  }

  /** Where the numbers of a file belong, one after another, with the last extent fastest. */
  private static final class Places {

    private final int[] extents;
    private final int[] strides;
    private final int[] at;
    private int place;

    Places(NpyHeader header) {
      boolean turned = header.fortran() && header.shape().size() > 1;
      extents = turned ? header.shape().stream().mapToInt(Integer::intValue).toArray() : new int[0];
      strides = new int[extents.length];
      at = new int[extents.length];
      int stride = 1;
      for (int d = extents.length - 1; d >= 0; d--) {
        strides[d] = stride;
        stride *= extents[d];
      }
    }

    int next() {
      int here = place;
      if (extents.length == 0) {
        place++;
        return here;
      }
      for (int d = 0; d < extents.length; d++) {
        place += strides[d];
        if (++at[d] < extents[d]) {
          return here;
        }
        place -= strides[d] * extents[d];
        at[d] = 0;
      }
      return here;
    }
  }

  private int count() {
    long count = header.count();
    if (count > NpzFile.MAX_NUMBERS) {
      throw problem("byte 10", count + " numbers", "at most " + NpzFile.MAX_NUMBERS);
    }
    return (int) count;
  }

  private void require(String type) {
    if (!type().equals(type)) {
      throw problem("byte 10", "numbers of type " + type(), type);
    }
  }

  private DatasetProblem problem(String place, String found, String expected) {
    return new DatasetProblem(file, place, found, expected);
  }
}
