package org.hafnia.simulator.measurement.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Writes rows as files that can be read again: columns under Hafnia's names, SI units. */
public sealed interface MeasurementWriter extends Closeable permits CsvWriting, ParquetWriting {

  /** One row: a Double, a String or null for each column. */
  void row(List<?> values) throws IOException;

  /** CSV with a header; the stream stays open. */
  static MeasurementWriter csv(OutputStream out, List<Column> columns) throws IOException {
    return new CsvWriting(out, columns);
  }

  /** Parquet; the stream stays open. */
  static MeasurementWriter parquet(OutputStream out, List<Column> columns) throws IOException {
    return new ParquetWriting(out, columns);
  }

  /** Columns of a kind of which a table has something. */
  static List<Column> columns(MeasurementTable table) {
    return table.kind().columns().stream().filter(column -> table.has(column.name())).toList();
  }

  /** Writes a whole table. */
  static void write(MeasurementTable table, MeasurementWriter writer) throws IOException {
    var columns = columns(table);
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      writer.row(java.util.Arrays.asList(columns.stream().map(c -> value(table, c, at)).toArray()));
    }
  }

  private static @org.jspecify.annotations.Nullable Object value(
      MeasurementTable table, Column column, int row) {
    if (column.type() == Column.Type.NUMBER) {
      double value = table.numbers(column.name())[row];
      return Double.isNaN(value) ? null : (Double) value;
    }
    int code = table.codes(column.name())[row];
    return code < 0 ? null : table.words(column.name()).get(code);
  }
}
