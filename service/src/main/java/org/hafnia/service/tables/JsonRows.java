package org.hafnia.service.tables;

import java.io.OutputStream;
import java.util.List;
import org.hafnia.simulator.measurement.MeasurementTable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows as objects, one per line; what is missing is left out. The stream stays open. */
final class JsonRows implements RowWriter {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;
  private List<Cells> columns = List.of();

  JsonRows(OutputStream out) {
    json = JSON.createGenerator(out);
  }

  @Override
  public void write(MeasurementTable table) {
    if (columns.isEmpty()) {
      columns = Cells.of(table);
    }
    columns.forEach(cells -> cells.read(table));
    for (int row = 0; row < table.rows(); row++) {
      json.writeStartObject();
      for (var cells : columns) {
        cells.write(json, row);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  @Override
  public void end() {
    json.close();
  }
}
