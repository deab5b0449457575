package org.hafnia.service.tables;

import java.util.List;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One column of the table at hand, by rows; numbers with all their digits and no more. */
final class Cells {

  /** Whole numbers up to here are exact, and written without a point. */
  private static final double EXACT = 1L << 53;

  private final Column column;
  private double[] numbers = {};
  private int[] codes = {};
  private List<String> words = List.of();

  private Cells(Column column) {
    this.column = column;
  }

  /** The columns of the kind that hold anything. */
  static List<Cells> of(MeasurementTable table) {
    return table.kind().columns().stream()
        .filter(column -> table.has(column.name()))
        .map(Cells::new)
        .toList();
  }

  /** Goes on to a table, which may lack the column. */
  void read(MeasurementTable table) {
    boolean there = table.has(column.name());
    boolean number = column.type() == Column.Type.NUMBER;
    numbers = there && number ? table.numbers(column.name()) : new double[0];
    codes = there && !number ? table.codes(column.name()) : new int[0];
    words = there && !number ? table.words(column.name()) : List.of();
  }

  Column column() {
    return column;
  }

  String text(int row) {
    if (numbers.length == 0) {
      String word = word(row);
      return word == null ? "" : word;
    }
    double value = numbers[row];
    return Double.isNaN(value) ? "" : whole(value) ? Long.toString((long) value) : "" + value;
  }

  /** A Double or a String; null where it is missing. */
  @Nullable Object value(int row) {
    if (numbers.length == 0) {
      return word(row);
    }
    return Double.isNaN(numbers[row]) ? null : (Double) numbers[row];
  }

  void write(JsonGenerator json, int row) {
    if (numbers.length == 0) {
      String word = word(row);
      if (word != null) {
        json.writeStringProperty(column.name(), word);
      }
    } else if (whole(numbers[row])) {
      json.writeNumberProperty(column.name(), (long) numbers[row]);
    } else if (!Double.isNaN(numbers[row])) {
      json.writeNumberProperty(column.name(), numbers[row]);
    }
  }

  private @Nullable String word(int row) {
    return codes.length == 0 || codes[row] < 0 ? null : words.get(codes[row]);
  }

  private static boolean whole(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT;
  }
}
