package org.hafnia.simulator.measurement.format;

import com.jerolba.carpet.io.FileSystemInputFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.Type;
import org.hafnia.simulator.measurement.MeasurementProblem;

/** The columns of a Parquet file. */
final class ParquetSchema implements AutoCloseable {

  private final ParquetFileReader reader;

  ParquetSchema(Path file) throws IOException {
    reader = ParquetFileReader.open(new FileSystemInputFile(new File(file.toString())));
  }

  /** Names in their order; a problem where one holds more than a value. */
  List<String> columns() {
    var schema = reader.getFileMetaData().getSchema();
    for (var field : schema.getFields()) {
      if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
        throw MeasurementProblem.ofFile(
            "Column " + field.getName() + " of the Parquet file is nested; expected flat columns.");
      }
    }
    return schema.getFields().stream().map(Type::getName).toList();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
