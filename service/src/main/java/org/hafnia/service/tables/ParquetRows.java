package org.hafnia.service.tables;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;

/** Rows as Parquet. Not compressed: the codecs would unpack native code at run time. */
final class ParquetRows {

  private static final long ROW_GROUP_BYTES = 8 << 20;

  private ParquetRows() {}

  /** A row by its number; its columns are read from the table. */
  record Row(int number) {}

  static void write(MeasurementTable table, OutputStream out) throws IOException {
    WriteRecordModelType<Row> model = FieldTypes.writeRecordModel(Row.class);
    for (var column : Rows.present(table)) {
      model = with(model, table, column);
    }
    try (var parquet =
        new CarpetWriter.Builder<>(out, Row.class)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withWriteRecordModel(model)
            .build()) {
      for (int row = 0; row < table.rows(); row++) {
        parquet.write(new Row(row));
      }
    }
  }

  private static WriteRecordModelType<Row> with(
      WriteRecordModelType<Row> model, MeasurementTable table, Column column) {
    if (column.type() == Column.Type.WORD) {
      int[] codes = table.codes(column.name());
      var words = table.words(column.name());
      return model.withField(
          column.name(),
          FieldTypes.STRING,
          row -> codes[row.number()] < 0 ? null : words.get(codes[row.number()]));
    }
    double[] numbers = table.numbers(column.name());
    return model.withField(column.name(), FieldTypes.DOUBLE, row -> present(numbers[row.number()]));
  }

  private static @Nullable Object present(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
