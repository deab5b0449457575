package org.hafnia.simulator.measurement.intake;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.RowProblem;

/** Collects what is wrong: the first values in full, of the rest how many rows there are. */
final class Problems {

  static final int FIRST = 100;

  private final List<RowProblem> first = new ArrayList<>();
  private long rows;
  private long lastLine = -1;
  private String file = "";

  /** Goes on in a file, which is named where it is one of several. */
  void enter(String name) {
    file = name;
    lastLine = -1;
  }

  void add(long line, String column, String value, String rule) {
    if (first.size() < FIRST) {
      first.add(new RowProblem(file, line, column, value, rule));
    }
    if (line != lastLine) {
      rows++;
      lastLine = line;
    }
  }

  boolean any() {
    return rows > 0;
  }

  void throwIfAny() {
    if (rows > 0) {
      String listed = first.size() == FIRST ? "; the first " + FIRST + " values are listed" : "";
      String are = rows == 1 ? "One row breaks" : rows + " rows break";
      throw new MeasurementProblem(are + " a rule" + listed + ".", first, rows);
    }
  }
}
