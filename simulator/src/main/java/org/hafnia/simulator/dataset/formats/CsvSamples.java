package org.hafnia.simulator.dataset.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.SourceFile;

/**
 * Samples in a table of text, one per line: numbers, and in one column the class, a number or a
 * word. Commas, semicolons, tabs or blanks part the columns; a first line whose numbers are words
 * names them. A sample is a vector of as many numbers as there are other columns.
 */
public final class CsvSamples {

  private static final int LONGEST_LINE = 1 << 22;

  private CsvSamples() {}

  /**
   * How to read a table.
   *
   * @param labelColumn name of the column with the class; empty for the first one
   * @param groupColumn name of the column with the patient or record, where there is one
   * @param classes names of the classes that a label may have; empty to take those of the table
   */
  public record Options(
      Optional<String> labelColumn, Optional<String> groupColumn, List<String> classes) {

    public Options {
      classes = List.copyOf(classes);
    }

    public static Options usual() {
      return new Options(Optional.empty(), Optional.empty(), List.of());
    }

    /** The same columns with classes that are known. */
    public Options withClasses(List<String> known) {
      return new Options(labelColumn, groupColumn, known);
    }
  }

  /**
   * Reads a table, compressed with gzip or not.
   *
   * @throws DatasetProblem with line and column, if a number is none or a line is too short
   */
  public static Labelled read(SourceFile file, Options options) {
    try (var csv = reader(text(file.stream()))) {
      var table = new CsvTable(file.file(), options);
      for (var row : csv) {
        if (row.getFieldCount() > 1 || !row.getField(0).isBlank()) {
          table.add(row.getStartingLineNumber(), fields(row));
        }
      }
      return table.samples();
    } catch (CsvParseException e) {
      var problem =
          new DatasetProblem(
              file.file(), "its lines", "a quote that is not closed, or a huge line", "a table");
      problem.initCause(e);
      throw problem;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file.file(), e);
    }
  }

  private static List<String> fields(CsvRecord row) {
    return row.getFields().stream().map(String::strip).toList();
  }

  private static CsvReader<CsvRecord> reader(Reader text) throws IOException {
    text.mark(LONGEST_LINE);
    var first = new StringBuilder();
    for (int c = text.read(); c >= 0 && c != '\n' && first.length() < LONGEST_LINE / 2; ) {
      first.append((char) c);
      c = text.read();
    }
    text.reset();
    return CsvReader.builder()
        .fieldSeparator(separator(first.toString()))
        .maxBufferSize(LONGEST_LINE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }

  private static char separator(String line) {
    for (char candidate : new char[] {';', '\t', ','}) {
      if (line.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return ' ';
  }

  private static Reader text(InputStream stream) throws IOException {
    var bytes = new PushbackInputStream(new BufferedInputStream(stream), 2);
    byte[] start = bytes.readNBytes(2);
    bytes.unread(start);
    boolean gzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    return new SingleBlanks(
        new InputStreamReader(gzip ? new GZIPInputStream(bytes) : bytes, UTF_8));
  }
}
