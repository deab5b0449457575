package org.hafnia.service.measurements.chunks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;

/**
 * Some thousand stored rows by columns, numbered as in the kind; empty arrays where none has any.
 */
public final class Chunk {

  private final long firstRow;
  private final int rows;
  private final double[][] numbers;
  private final int[][] codes;

  private Chunk(long firstRow, int rows, double[][] numbers, int[][] codes) {
    this.firstRow = firstRow;
    this.rows = rows;
    this.numbers = numbers;
    this.codes = codes;
  }

  /** Takes chunks one after the other. */
  public interface Receiver {
    void accept(Chunk chunk) throws IOException;
  }

  /** The statement that gives chunks from a part on. */
  public static String statement(MeasurementKind kind, UUID set, int fromPart, int parts) {
    return ChunkTable.out(kind, set, fromPart, parts);
  }

  /** Reads what the statement gives. */
  public static void read(InputStream copied, MeasurementKind kind, Receiver receiver)
      throws IOException {
    var in = new DataInputStream(copied);
    in.skipNBytes(ChunkTable.HEADER.length);
    while (in.readShort() > 0) {
      receiver.accept(chunk(in, kind));
    }
  }

  private static Chunk chunk(DataInputStream in, MeasurementKind kind) throws IOException {
    in.skipNBytes(Integer.BYTES + 2 * Long.BYTES);
    in.skipNBytes(2 * Integer.BYTES);
    in.skipNBytes(Integer.BYTES);
    long firstRow = in.readLong();
    in.skipNBytes(Integer.BYTES);
    int rows = in.readInt();
    var columns = kind.columns();
    double[][] numbers = new double[columns.size()][];
    int[][] codes = new int[columns.size()][];
    for (int i = 0; i < columns.size(); i++) {
      boolean number = columns.get(i).type() == Column.Type.NUMBER;
      int length = in.readInt();
      var bytes = java.nio.ByteBuffer.wrap(length < 0 ? new byte[0] : in.readNBytes(length));
      numbers[i] = new double[number && length >= 0 ? rows : 0];
      codes[i] = new int[!number && length >= 0 ? rows : 0];
      if (length >= 0) {
        bytes.position(5 * Integer.BYTES);
      }
      for (int row = 0; row < numbers[i].length; row++) {
        bytes.position(bytes.position() + Integer.BYTES);
        numbers[i][row] = bytes.getDouble();
      }
      for (int row = 0; row < codes[i].length; row++) {
        bytes.position(bytes.position() + Integer.BYTES);
        codes[i][row] = bytes.getInt();
      }
    }
    return new Chunk(firstRow, rows, numbers, codes);
  }

  /** Rows of the set before this chunk. */
  public long firstRow() {
    return firstRow;
  }

  public int rows() {
    return rows;
  }

  public boolean has(int column) {
    return numbers[column].length > 0 || codes[column].length > 0;
  }

  /** The number of a row; NaN where it has none. */
  public double number(int column, int row) {
    return numbers[column].length == 0 ? Double.NaN : numbers[column][row];
  }

  /** The word of a row by its code; -1 where it has none. */
  public int code(int column, int row) {
    return codes[column].length == 0 ? -1 : codes[column][row];
  }

  /** Puts the numbers of a column into an array of the whole set. */
  public void copy(int column, double[] target) {
    int at = Math.toIntExact(firstRow);
    if (numbers[column].length == 0) {
      Arrays.fill(target, at, at + rows, Double.NaN);
    } else {
      System.arraycopy(numbers[column], 0, target, at, rows);
    }
  }

  /** Puts the codes of a column into an array of the whole set. */
  public void copy(int column, int[] target) {
    int at = Math.toIntExact(firstRow);
    if (codes[column].length == 0) {
      Arrays.fill(target, at, at + rows, -1);
    } else {
      System.arraycopy(codes[column], 0, target, at, rows);
    }
  }
}
