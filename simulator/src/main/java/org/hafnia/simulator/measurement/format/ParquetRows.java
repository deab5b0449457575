package org.hafnia.simulator.measurement.format;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.Cells;
import org.hafnia.simulator.measurement.cells.RowSource;

/** Rows of a Parquet file with flat columns; its first row counts as line 1. */
final class ParquetRows implements RowSource {

  private final Cells cells = new Cells();
  private final List<String> names = new ArrayList<>();
  private final CloseableIterator<Map<String, Object>> rows;
  private long line;

  @SuppressWarnings({"unchecked", "rawtypes"}) // The library gives any row as a map of its columns.
  ParquetRows(Path file) throws IOException {
    try (var schema = new ParquetSchema(file)) {
      names.addAll(schema.columns());
      rows =
          (CloseableIterator) new CarpetReader<>(new File(file.toString()), Map.class).iterator();
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private static MeasurementProblem broken(RuntimeException e) {
    return e instanceof MeasurementProblem problem
        ? problem
        : MeasurementProblem.ofFile(
            "The file begins as Parquet and cannot be read as such: it is damaged or cut off.");
  }

  @Override
  public List<String> header() {
    return names;
  }

  @Override
  public long headerLine() {
    return 0;
  }

  @Override
  public boolean next() {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      var row = rows.next();
      cells.begin(++line);
      for (var name : names) {
        var value = row.get(name);
        cells.add(value == null ? "" : value.toString());
      }
      return true;
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  @Override
  public Cells cells() {
    return cells;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
