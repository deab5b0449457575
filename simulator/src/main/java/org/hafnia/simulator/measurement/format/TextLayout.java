package org.hafnia.simulator.measurement.format;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hafnia.simulator.measurement.cells.NumberText;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;

/**
 * How a delimited file is laid out, found out from its beginning.
 *
 * @param header names of the columns, empty where there are none
 * @param headerLine on which they stand, from 1; 0 where they do not
 */
record TextLayout(char delimiter, List<String> header, long headerLine) {

  /** The longest row, in characters. */
  static final int LONGEST_ROW = 1 << 22;

  private static final int LOOK = 60;
  private static final double MOST_LINES = 0.8;

  /** In the order in which they are believed: a decimal comma stands in files with semicolons. */
  private static final List<Character> DELIMITERS = List.of('\t', ';', '|', ',', ' ');

  private record Row(long line, List<String> cells) {}

  static TextLayout of(String start, Mapping mapping, Optional<Character> given) {
    char delimiter = given.orElseGet(() -> delimiter(start));
    var rows = rows(start, delimiter);
    var header = header(rows, mapping);
    return new TextLayout(
        delimiter, header.map(Row::cells).orElse(List.of()), header.map(Row::line).orElse(0L));
  }

  static CsvReader.CsvReaderBuilder reader(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .commentStrategy(CommentStrategy.SKIP)
        .skipEmptyLines(true)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_ROW);
  }

  private static List<Row> rows(String start, char delimiter) {
    var rows = new ArrayList<Row>();
    try (var reader = reader(delimiter).ofCsvRecord(start)) {
      for (var row : reader) {
        var cells = row.getFields().stream().map(String::strip).toList();
        rows.add(new Row(row.getStartingLineNumber(), cells));
        if (rows.size() == LOOK) {
          break;
        }
      }
    } catch (CsvParseException | java.io.IOException broken) {
      // Told with its line when the file itself is read.
    }
    return rows;
  }

  private static Optional<Row> header(List<Row> rows, Mapping mapping) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    if (mapping.byName()) {
      var wanted = HeaderNames.wanted(mapping);
      var found = rows.stream().filter(row -> row.cells().containsAll(wanted)).findFirst();
      return found.or(() -> Optional.of(closest(rows, wanted)));
    }
    return switch (mapping.layout().header()) {
      case PRESENT -> Optional.of(rows.getFirst());
      case ABSENT -> Optional.empty();
      case DETECT -> Optional.of(rows.getFirst()).filter(row -> namesOnly(row, mapping));
    };
  }

  private static Row closest(List<Row> rows, List<String> wanted) {
    return rows.stream()
        .max(
            Comparator.<Row>comparingLong(
                    row -> row.cells().stream().filter(wanted::contains).count())
                .thenComparing(Row::line, Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** Whether no cell that should be a number is one. */
  private static boolean namesOnly(Row row, Mapping mapping) {
    int from = mapping.layout().repeat().map(Mapping.Repeat::from).orElse(0);
    var numbers =
        IntStream.range(0, mapping.rows().size())
            .boxed()
            .flatMap(index -> mapping.row(index).values().stream())
            .filter(ColumnSource.Numeric.class::isInstance)
            .map(source -> ((ColumnSource.Numeric) source).cell().index())
            .map(index -> mapping.layout().repeat().isPresent() ? from + index : index)
            .filter(index -> index < row.cells().size())
            .map(index -> row.cells().get(index).toCharArray())
            .toList();
    return mapping.layout().header() == Header.DETECT
        && !numbers.isEmpty()
        && numbers.stream().allMatch(cell -> Double.isNaN(NumberText.parse(cell, 0, cell.length)));
  }

  private static char delimiter(String start) {
    var lines =
        start.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).limit(LOOK).toList();
    return DELIMITERS.stream()
        .filter(candidate -> share(lines, candidate) >= MOST_LINES)
        .findFirst()
        .orElseGet(
            () ->
                DELIMITERS.stream()
                    .max(Comparator.comparingDouble(candidate -> share(lines, candidate)))
                    .filter(candidate -> share(lines, candidate) > 0)
                    .orElse(','));
  }

  /** Share of the lines that have the most frequent number of delimiters, 0 where that is none. */
  private static double share(List<String> lines, char delimiter) {
    return lines.stream()
        .map(line -> delimiters(line, delimiter))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey() > 0)
        .mapToDouble(entry -> (double) entry.getValue() / lines.size())
        .max()
        .orElse(0);
  }

  private static long delimiters(String line, char delimiter) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      count += c == delimiter && !quoted ? 1 : 0;
    }
    return count;
  }
}
