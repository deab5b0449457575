package org.hafnia.service.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Rows as CSV with a header; what is missing is left out. The stream stays open. */
final class CsvRows implements RowWriter {

  private final CsvWriter csv;
  private List<Cells> columns = List.of();

  CsvRows(OutputStream out) {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, UTF_8);
  }

  @Override
  public void write(MeasurementTable table) {
    if (columns.isEmpty()) {
      columns = Cells.of(table);
      csv.writeRecord(columns.stream().map(cells -> cells.column().name()).toList());
    }
    columns.forEach(cells -> cells.read(table));
    var texts = new ArrayList<String>(columns.size());
    for (int row = 0; row < table.rows(); row++) {
      texts.clear();
      for (var cells : columns) {
        texts.add(cells.text(row));
      }
      csv.writeRecord(texts);
    }
  }

  @Override
  public void end() throws IOException {
    csv.flush();
  }
}
