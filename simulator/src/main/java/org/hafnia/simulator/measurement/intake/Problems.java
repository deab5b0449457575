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
  private String place = "";

  /** Goes on in a file, which is named where it is one of several. */
  void enter(String name) {
    file = name;
    place = "";
    lastLine = -1;
  }

  /** Which part of the file the rows that follow belong to; empty where it has none. */
  void at(String part) {
    place = part;
  }

  void add(long line, String column, String value, String rule) {
    if (first.size() < FIRST) {
      first.add(new RowProblem(file, line, column, value, placed(rule)));
    }
    if (line != lastLine) {
      rows++;
      lastLine = line;
    }
  }

  private String placed(String rule) {
    return place.isEmpty() ? rule : rule + " (" + place + ")";
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
