package org.hafnia.simulator.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind, held by columns, in SI units. Numbers that are missing are NaN, words that are
 * missing have code -1. The arrays are shared, not copied: readers do not write to them.
 */
public final class MeasurementTable {

  private final MeasurementKind kind;
  private final int rows;
  private final Map<String, double[]> numbers;
  private final Map<String, int[]> codes;
  private final Map<String, List<String>> words;

  private MeasurementTable(Builder from) {
    kind = from.kind;
    rows = from.rows;
    numbers = new LinkedHashMap<>();
    codes = new LinkedHashMap<>();
    words = new LinkedHashMap<>();
    from.numbers.forEach((name, column) -> numbers.put(name, Arrays.copyOf(column, rows)));
    from.codes.forEach((name, column) -> codes.put(name, Arrays.copyOf(column, rows)));
    from.dictionaries.forEach((name, words) -> this.words.put(name, List.copyOf(words.keySet())));
  }

  private MeasurementTable(
      MeasurementKind kind,
      int rows,
      Map<String, double[]> numbers,
      Map<String, int[]> codes,
      Map<String, List<String>> words) {
    this.kind = kind;
    this.rows = rows;
    this.numbers = Map.copyOf(numbers);
    this.codes = Map.copyOf(codes);
    this.words = Map.copyOf(words);
  }

  /** A table of columns that are there already; each has at least that many rows. */
  public static MeasurementTable of(
      MeasurementKind kind,
      int rows,
      Map<String, double[]> numbers,
      Map<String, int[]> codes,
      Map<String, List<String>> words) {
    return new MeasurementTable(kind, rows, numbers, codes, words);
  }

  public MeasurementKind kind() {
    return kind;
  }

  public int rows() {
    return rows;
  }

  /** Whether any row has something in that column. */
  public boolean has(String column) {
    return numbers.containsKey(column) || codes.containsKey(column);
  }

  /** A column of numbers, one per row; NaN where missing. */
  public double[] numbers(String column) {
    return present(numbers.get(column), column);
  }

  /** A column of words as indices into {@link #words}, one per row; -1 where missing. */
  public int[] codes(String column) {
    return present(codes.get(column), column);
  }

  /** The rows that are wanted, in the same order; words are numbered anew. */
  public MeasurementTable where(IntPredicate wanted) {
    var kept = builder(kind);
    for (int row = 0; row < rows; row++) {
      if (wanted.test(row)) {
        copy(row, kept);
        kept.add();
      }
    }
    return kept.build();
  }

  private void copy(int row, Builder to) {
    numbers.forEach((column, values) -> to.number(column, values[row]));
    codes.forEach(
        (column, values) -> {
          if (values[row] >= 0) {
            to.word(column, words(column).get(values[row]));
          }
        });
  }

  /** The words of a column in order of first occurrence. */
  public List<String> words(String column) {
    return present(words.get(column), column);
  }

  private <T> T present(@Nullable T column, String name) {
    if (column == null) {
      throw new IllegalArgumentException(
          "no column " + name + " in these " + kind.word() + " measurements");
    }
    return column;
  }

  public static Builder builder(MeasurementKind kind) {
    return new Builder(kind);
  }

  /** Collects rows: set the columns of one, then {@link #add}. */
  public static final class Builder {

    private static final int FIRST = 256;

    private final MeasurementKind kind;
    private final Map<String, double[]> numbers = new LinkedHashMap<>();
    private final Map<String, int[]> codes = new LinkedHashMap<>();
    private final Map<String, LinkedHashMap<String, Integer>> dictionaries = new HashMap<>();
    private int capacity = FIRST;
    private int rows;

    private Builder(MeasurementKind kind) {
      this.kind = kind;
    }

    /** Sets a number of the row at hand. */
    public Builder number(String column, double value) {
      numbers.computeIfAbsent(require(column, Column.Type.NUMBER), name -> filled())[rows] = value;
      return this;
    }

    /** Sets a word of the row at hand. */
    public Builder word(String column, String value) {
      var dictionary =
          dictionaries.computeIfAbsent(
              require(column, Column.Type.WORD), name -> new LinkedHashMap<>());
      Integer known = dictionary.get(value);
      int code = known == null ? dictionary.size() : known;
      if (known == null) {
        dictionary.put(value, code);
      }
      codes.computeIfAbsent(column, name -> unset())[rows] = code;
      return this;
    }

    /** Ends the row at hand. */
    public Builder add() {
      rows++;
      if (rows == capacity) {
        capacity = Math.addExact(capacity, capacity >> 1);
        numbers.replaceAll((name, column) -> grown(column));
        codes.replaceAll((name, column) -> grown(column));
      }
      return this;
    }

    public MeasurementTable build() {
      return new MeasurementTable(this);
    }

    private String require(String column, Column.Type type) {
      if (kind.column(column).filter(one -> one.type() == type).isEmpty()) {
        throw new IllegalArgumentException(
            "no " + type + " column " + column + " in kind " + kind.word());
      }
      return column;
    }

    private double[] filled() {
      double[] column = new double[capacity];
      Arrays.fill(column, Double.NaN);
      return column;
    }

    private int[] unset() {
      int[] column = new int[capacity];
      Arrays.fill(column, -1);
      return column;
    }

    private double[] grown(double[] column) {
      double[] larger = Arrays.copyOf(column, capacity);
      Arrays.fill(larger, column.length, capacity, Double.NaN);
      return larger;
    }

    private int[] grown(int[] column) {
      int[] larger = Arrays.copyOf(column, capacity);
      Arrays.fill(larger, column.length, capacity, -1);
      return larger;
    }
  }

  /** Rows as maps of those columns that are there; for tests and small tables. */
  public List<Map<String, Object>> toMaps() {
    var maps = new ArrayList<Map<String, Object>>(rows);
    for (int row = 0; row < rows; row++) {
      var map = new LinkedHashMap<String, Object>();
      for (var column : kind.columns()) {
        put(map, column.name(), row);
      }
      maps.add(map);
    }
    return maps;
  }

  private void put(Map<String, Object> map, String column, int row) {
    double[] values = numbers.get(column);
    int[] indices = codes.get(column);
    if (values != null && !Double.isNaN(values[row])) {
      map.put(column, values[row]);
    } else if (indices != null && indices[row] >= 0) {
      map.put(column, words(column).get(indices[row]));
    }
  }
}
