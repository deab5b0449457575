package org.hafnia.simulator.measurement.export;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.model.FieldTypes;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.hafnia.simulator.measurement.Column;
import org.jspecify.annotations.Nullable;

/** Parquet, its columns packed by gzip: the one codec that needs no native library. */
final class ParquetWriting implements MeasurementWriter {

  private final CarpetWriter<Row> writer;

  private record Row(List<?> values) {
    @Nullable Object at(int column) {
      return values.get(column);
    }
  }

  ParquetWriting(OutputStream out, List<Column> columns) throws IOException {
    var model = FieldTypes.writeRecordModel(Row.class);
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      int at = i;
      boolean number = column.type() == Column.Type.NUMBER;
      model.withField(
          column.name(), number ? FieldTypes.DOUBLE : FieldTypes.STRING, row -> row.at(at));
    }
    writer =
        new CarpetWriter.Builder<>(new Open(out), Row.class)
            .withWriteRecordModel(model)
            .withCompressionCodec(CompressionCodecName.GZIP)
            .build();
  }

  @Override
  public void row(List<?> values) throws IOException {
    writer.write(new Row(values));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Stays open when the library closes it: it is the caller's. */
  private static final class Open extends FilterOutputStream {

    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
