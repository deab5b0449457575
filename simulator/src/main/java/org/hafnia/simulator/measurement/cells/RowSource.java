package org.hafnia.simulator.measurement.cells;

import java.io.IOException;
import java.util.List;

/** Rows of a file, one after the other. */
public interface RowSource extends AutoCloseable {

  /** Names of the columns; empty where the file has none. */
  List<String> header();

  /** Line on which the names stand, 0 where they stand on none. */
  long headerLine();

  /** The next row, in {@link #cells}; false at the end. */
  boolean next() throws IOException;

  Cells cells();

  /** Where the row belongs, for people, in a file that has parts; otherwise empty. */
  default String place() {
    return "";
  }

  @Override
  void close() throws IOException;
}
