package org.hafnia.service.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementTable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows as text, numbers with all their digits and no more; what is missing is left out. */
final class Rows {

  /** Whole numbers up to here are exact, and written without a point. */
  private static final double EXACT = 1L << 53;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final MeasurementTable table;
  private final List<Column> columns;

  Rows(MeasurementTable table) {
    this.table = table;
    this.columns = present(table);
  }

  /** The columns of the kind that hold anything. */
  static List<Column> present(MeasurementTable table) {
    return table.kind().columns().stream().filter(column -> table.has(column.name())).toList();
  }

  void csv(OutputStream out) throws IOException {
    var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, UTF_8);
    csv.writeRecord(columns.stream().map(Column::name).toList());
    var readers = columns.stream().map(column -> new Reader(table, column)).toList();
    var cells = new ArrayList<String>(columns.size());
    for (int row = 0; row < table.rows(); row++) {
      cells.clear();
      for (var reader : readers) {
        cells.add(reader.text(row));
      }
      csv.writeRecord(cells);
    }
    csv.flush();
  }

  void json(OutputStream out) throws IOException {
    var readers = columns.stream().map(column -> new Reader(table, column)).toList();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      for (int row = 0; row < table.rows(); row++) {
        json.writeStartObject();
        for (var reader : readers) {
          reader.write(json, row);
        }
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  }

  /** One column, by rows. */
  private static final class Reader {

    private final String name;
    private final double[] numbers;
    private final int[] codes;
    private final List<String> words;

    Reader(MeasurementTable table, Column column) {
      name = column.name();
      boolean number = column.type() == Column.Type.NUMBER;
      numbers = number ? table.numbers(name) : new double[0];
      codes = number ? new int[0] : table.codes(name);
      words = number ? List.of() : table.words(name);
    }

    String text(int row) {
      if (numbers.length == 0) {
        return codes[row] < 0 ? "" : words.get(codes[row]);
      }
      double value = numbers[row];
      return Double.isNaN(value) ? "" : whole(value) ? Long.toString((long) value) : "" + value;
    }

    void write(JsonGenerator json, int row) {
      if (numbers.length == 0) {
        if (codes[row] >= 0) {
          json.writeStringProperty(name, words.get(codes[row]));
        }
      } else if (whole(numbers[row])) {
        json.writeNumberProperty(name, (long) numbers[row]);
      } else if (!Double.isNaN(numbers[row])) {
        json.writeNumberProperty(name, numbers[row]);
      }
    }

    private static boolean whole(double value) {
      return value == Math.rint(value) && Math.abs(value) < EXACT;
    }
  }
}
