package org.hafnia.simulator.measurement.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.Unit;

/**
 * Names columns and units of a file, so that it needs no editing.
 *
 * @param name of a ready mapping; empty for one that came with its file
 * @param columns by column of the kind, for every row
 * @param rows what one line of the file gives: one row for each entry, which adds to the columns
 * @param open columns of the kind that the mapping leaves to the constants of an upload
 */
public record Mapping(
    String name,
    String title,
    MeasurementKind kind,
    Layout layout,
    Map<String, ColumnSource> columns,
    List<Map<String, ColumnSource>> rows,
    List<String> open) {

  /** Whether the first line names the columns. */
  public enum Header {
    PRESENT,
    ABSENT,
    DETECT
  }

  /**
   * How the file is laid out.
   *
   * @param delimiter empty to find it out
   * @param repeat groups of columns that follow each other in one line
   * @param skip lines that are not measurements
   */
  public record Layout(
      Header header, Optional<Character> delimiter, Optional<Repeat> repeat, Optional<Skip> skip) {

    public static Layout plain(Header header) {
      return new Layout(header, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Layout repeating(int from, int width) {
      return new Layout(header, delimiter, Optional.of(new Repeat(from, width)), skip);
    }

    Layout skipping(CellRef cell, String equal) {
      return new Layout(header, delimiter, repeat, Optional.of(new Skip(cell, equal)));
    }
  }

  /**
   * Groups of {@code width} columns, the first one at column {@code from}, to the end of a line.
   */
  public record Repeat(int from, int width) {}

  /** Lines left out: those with this number or word in a column. */
  public record Skip(CellRef cell, String equal) {}

  public Mapping {
    columns = Map.copyOf(columns);
    rows = rows.isEmpty() ? List.of(Map.of()) : List.copyOf(rows);
    open = List.copyOf(open);
  }

  /** The file has the columns of the kind, under their names and in SI units. */
  public static Mapping canonical(MeasurementKind kind) {
    var columns = new LinkedHashMap<String, ColumnSource>();
    for (var column : kind.columns()) {
      var cell = CellRef.named(column.name());
      columns.put(
          column.name(),
          column.type() == Column.Type.NUMBER
              ? new ColumnSource.Numeric(cell, Optional.of(Unit.si(column)))
              : new ColumnSource.Word(cell, Map.of()));
    }
    return new Mapping(
        "hafnia-" + kind.word(),
        "Columns named as Hafnia names them, SI units; optional ones may be absent",
        kind,
        Layout.plain(Header.PRESENT),
        columns,
        List.of(),
        List.of());
  }

  /** Optional columns that the file does not have are left out; no other mapping allows that. */
  public boolean isCanonical() {
    return name.startsWith("hafnia-");
  }

  /** With these values in each row, in place of whatever gave those columns. */
  public Mapping with(Map<String, ColumnSource> constants) {
    var common = new LinkedHashMap<>(columns);
    common.putAll(constants);
    var each =
        rows.stream()
            .map(
                row -> {
                  var left = new LinkedHashMap<>(row);
                  left.keySet().removeAll(constants.keySet());
                  return Map.copyOf(left);
                })
            .toList();
    var stillOpen = open.stream().filter(column -> !constants.containsKey(column)).toList();
    return new Mapping(name, title, kind, layout, common, each, stillOpen);
  }

  /** Leaves out the lines with this number or word in a column. */
  Mapping skipping(CellRef cell, String equal) {
    return new Mapping(name, title, kind, layout.skipping(cell, equal), columns, rows, open);
  }

  /** What one row gets: the common columns and its own. */
  public Map<String, ColumnSource> row(int index) {
    var all = new LinkedHashMap<>(columns);
    all.putAll(rows.get(index));
    return all;
  }

  /** Every column of the file that is asked for. */
  public Stream<CellRef> cells() {
    var sources =
        Stream.concat(
            columns.values().stream(), rows.stream().flatMap(row -> row.values().stream()));
    return Stream.concat(sources.flatMap(Mapping::cells), layout.skip().map(Skip::cell).stream());
  }

  private static Stream<CellRef> cells(ColumnSource source) {
    return switch (source) {
      case ColumnSource.Numeric number -> Stream.of(number.cell());
      case ColumnSource.Quotient q -> Stream.of(q.voltage().cell(), q.current().cell());
      case ColumnSource.Word word -> Stream.of(word.cell());
      case ColumnSource.Joined joined -> joined.cells().stream();
      case ColumnSource.ConstantNumber number -> Stream.of();
      case ColumnSource.ConstantWord word -> Stream.of();
      case ColumnSource.Counter counter -> Stream.of();
    };
  }

  /** Whether a header is needed to find the columns. */
  public boolean byName() {
    return cells().anyMatch(CellRef::byName);
  }
}
