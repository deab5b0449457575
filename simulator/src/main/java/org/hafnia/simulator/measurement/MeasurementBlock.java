package org.hafnia.simulator.measurement;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some thousand rows of one kind on their way, by columns, in SI units. Columns are numbered as in
 * {@link MeasurementKind#columns}; missing numbers are NaN, missing words have code -1. One block
 * is filled again and again: a receiver copies what it keeps.
 */
public final class MeasurementBlock {

  /** Rows of every block but the last. */
  public static final int ROWS = 4096;

  private final MeasurementKind kind;
  private final List<Words> words;
  private final double[][] numbers;
  private final int[][] codes;
  private long firstRow;
  private int rows;

  public MeasurementBlock(MeasurementKind kind) {
    this.kind = kind;
    var columns = kind.columns();
    numbers = new double[columns.size()][];
    codes = new int[columns.size()][];
    for (int i = 0; i < columns.size(); i++) {
      boolean number = columns.get(i).type() == Column.Type.NUMBER;
      numbers[i] = number ? new double[ROWS] : new double[0];
      codes[i] = number ? new int[0] : new int[ROWS];
    }
    words = columns.stream().map(column -> new Words(column.name())).toList();
    clear();
  }

  public MeasurementKind kind() {
    return kind;
  }

  /** Rows of the set before this block. */
  public long firstRow() {
    return firstRow;
  }

  public int rows() {
    return rows;
  }

  public boolean full() {
    return rows == ROWS;
  }

  /** Numbers of a column; only the first {@link #rows} count. */
  public double[] numbers(int column) {
    return numbers[column];
  }

  /** Words of a column as numbers of {@link #words}; only the first {@link #rows} count. */
  public int[] codes(int column) {
    return codes[column];
  }

  /** The words of a column so far, over all blocks. */
  public Words words(int column) {
    return words.get(column);
  }

  /** Whether any row of this block has something in that column. */
  public boolean has(int column) {
    return kind.columns().get(column).type() == Column.Type.NUMBER
        ? Arrays.stream(numbers[column], 0, rows).anyMatch(value -> !Double.isNaN(value))
        : Arrays.stream(codes[column], 0, rows).anyMatch(code -> code >= 0);
  }

  /** Keeps the row that was filled in last. */
  public void keep() {
    rows++;
  }

  /** Goes on with an empty block behind this one. */
  public void next() {
    firstRow += rows;
    clear();
  }

  /** Forgets what stands in the row that is not kept. */
  public void blank() {
    IntStream.range(0, numbers.length)
        .forEach(
            column -> {
              if (numbers[column].length > 0) {
                numbers[column][rows] = Double.NaN;
              } else {
                codes[column][rows] = -1;
              }
            });
  }

  private void clear() {
    rows = 0;
    for (double[] column : numbers) {
      Arrays.fill(column, Double.NaN);
    }
    for (int[] column : codes) {
      Arrays.fill(column, -1);
    }
  }
}
