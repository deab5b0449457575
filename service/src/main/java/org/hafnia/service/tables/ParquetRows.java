package org.hafnia.service.tables;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;

/** Rows as Parquet. Not compressed: the codecs would unpack native code at run time. */
final class ParquetRows implements RowWriter {

  private static final long ROW_GROUP_BYTES = 8 << 20;

  private final OutputStream out;
  private List<Cells> columns = List.of();
  private @Nullable CarpetWriter<Row> parquet;

  /** A row by its number in the table at hand. */
  record Row(int number) {}

  ParquetRows(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(MeasurementTable table) throws IOException {
    var writer = parquet == null ? open(table) : parquet;
    parquet = writer;
    columns.forEach(cells -> cells.read(table));
    for (int row = 0; row < table.rows(); row++) {
      writer.write(new Row(row));
    }
  }

  private CarpetWriter<Row> open(MeasurementTable table) throws IOException {
    columns = Cells.of(table);
    WriteRecordModelType<Row> model = FieldTypes.writeRecordModel(Row.class);
    for (var cells : columns) {
      boolean number = cells.column().type() == Column.Type.NUMBER;
      model =
          model.withField(
              cells.column().name(),
              number ? FieldTypes.DOUBLE : FieldTypes.STRING,
              row -> cells.value(row.number()));
    }
    return new CarpetWriter.Builder<>(out, Row.class)
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withWriteRecordModel(model)
        .build();
  }

  @Override
  public void end() throws IOException {
    if (parquet != null) {
      parquet.close();
    }
  }
}
