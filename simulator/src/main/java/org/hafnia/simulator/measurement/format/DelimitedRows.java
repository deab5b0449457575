package org.hafnia.simulator.measurement.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.Cells;
import org.hafnia.simulator.measurement.cells.RowSource;

/** Rows of delimited text. */
final class DelimitedRows implements RowSource {

  private final Cells cells = new Cells();
  private final TextLayout layout;
  private final CsvReader<Cells> reader;
  private final CloseableIterator<Cells> rows;

  DelimitedRows(Opened file, TextLayout layout) {
    this.layout = layout;
    reader =
        TextLayout.reader(layout.delimiter())
            .build(new Into(cells), new InputStreamReader(file.stream(), UTF_8));
    rows = reader.iterator();
  }

  @Override
  public List<String> header() {
    return layout.header();
  }

  @Override
  public long headerLine() {
    return layout.headerLine();
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (rows.hasNext()) {
        rows.next();
        if (cells.line() > layout.headerLine()) {
          return true;
        }
      }
      return false;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw broken(e);
    }
  }

  private IOException broken(CsvParseException e) {
    if (e.getCause() instanceof IOException cause) {
      return cause;
    }
    throw MeasurementProblem.ofFile(
        "Behind line "
            + cells.line()
            + " the file cannot be read as delimited text: a quote is not closed, or a line has"
            + " more than "
            + TextLayout.LONGEST_ROW
            + " characters.");
  }

  @Override
  public Cells cells() {
    return cells;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Fills the cells straight from the buffer of the parser. */
  private static final class Into extends AbstractBaseCsvCallbackHandler<Cells> {

    private final Cells cells;

    Into(Cells cells) {
      this.cells = cells;
    }

    @Override
    protected void handleBegin(long line) {
      cells.begin(line);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      cells.add(buffer, offset, length);
    }

    @Override
    protected Cells buildRecord() {
      return cells;
    }
  }
}
