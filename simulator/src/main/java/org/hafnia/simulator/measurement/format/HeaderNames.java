package org.hafnia.simulator.measurement.format;

import java.util.List;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.Mapping;

/** The names that a header must have for a mapping. */
final class HeaderNames {

  private HeaderNames() {}

  static List<String> wanted(Mapping mapping) {
    if (mapping.isCanonical()) {
      return mapping.kind().columns().stream()
          .filter(Column::required)
          .map(Column::name)
          .filter(name -> isCell(mapping, name))
          .toList();
    }
    return mapping.cells().filter(CellRef::byName).map(CellRef::name).distinct().toList();
  }

  /** Whether the column still comes from the file; constants may have taken its place. */
  private static boolean isCell(Mapping mapping, String name) {
    return mapping.cells().anyMatch(cell -> cell.name().equals(name));
  }
}
