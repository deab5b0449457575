package org.hafnia.service.measurements.chunks;

import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;

/** Columns of table {@code measurement_chunk}, and the statements that copy them. */
final class ChunkTable {

  /** The first bytes of every binary COPY: signature, flags, length of the extension. */
  static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Columns before those of the kind. */
  static final int FIXED = 4;

  static final int FLOAT8 = 701;
  static final int INT4 = 23;

  private ChunkTable() {}

  static String in(MeasurementKind kind) {
    return "copy measurement_chunk (set_id, part, first_row, rows, "
        + columns(kind)
        + ") from stdin (format binary)";
  }

  /** Chunks from a part on, at most so many. */
  static String out(MeasurementKind kind, UUID set, int fromPart, int parts) {
    return "copy (select set_id, part, first_row, rows, %s from measurement_chunk"
            .formatted(columns(kind))
        + " where set_id = '%s' and part >= %d order by part limit %d) to stdout (format binary)"
            .formatted(set, fromPart, parts);
  }

  private static String columns(MeasurementKind kind) {
    return kind.columns().stream().map(ChunkTable::name).collect(Collectors.joining(", "));
  }

  /** In pulse trains a state is a number, elsewhere it is a word. */
  private static String name(Column column) {
    if (column.name().equals("state") && column.type() == Column.Type.WORD) {
      return "state_word";
    }
    return column.name().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
