package org.hafnia.simulator.measurement.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.measurement.Unit;

/** Where the values of a column of measurements come from. */
public sealed interface ColumnSource {

  /** A number of the file, in a unit; without one, in the SI unit of the column. */
  record Numeric(CellRef cell, Optional<Unit> unit) implements ColumnSource {}

  /**
   * A voltage of the file over a current of the file: a resistance.
   *
   * @param magnitude whether their signs do not count, where an instrument measures the current at
   *     either end
   */
  record Quotient(Numeric voltage, Numeric current, boolean magnitude) implements ColumnSource {}

  /** A word of the file; where a translation is given, one of its keys. */
  record Word(CellRef cell, Map<String, String> translation) implements ColumnSource {
    public Word {
      translation = Map.copyOf(translation);
    }
  }

  /**
   * A word made of several columns.
   *
   * @param pattern in which {0}, {1}, … stand for the cells, as in "W{0}-B{1}"
   */
  record Joined(List<CellRef> cells, String pattern) implements ColumnSource {
    public Joined {
      cells = List.copyOf(cells);
    }
  }

  /** The same number in each row, in the SI unit of the column. */
  record ConstantNumber(double value) implements ColumnSource {}

  /** The same word in each row. */
  record ConstantWord(String word) implements ColumnSource {}

  /** A number that the file leaves out because its rows stand in order. */
  record Counter(Counted counted, long first) implements ColumnSource {}

  /** What a counter counts. */
  enum Counted {
    /** Rows of the file before this one. */
    ROWS("rows"),
    /** Rows of the same device before this one. */
    ROWS_OF_DEVICE("rowsOfDevice"),
    /** Groups of a wide row before this one. */
    GROUPS("groups");

    private final String word;

    Counted(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Counted> of(String word) {
      return List.of(values()).stream().filter(one -> one.word.equals(word)).findFirst();
    }
  }
}
