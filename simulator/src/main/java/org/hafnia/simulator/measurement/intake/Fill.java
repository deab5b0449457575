package org.hafnia.simulator.measurement.intake;

import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.cells.Cells;

/** Fills one column of the row at hand. */
interface Fill {

  /**
   * Fills the column from a line of the file.
   *
   * @return false where the value broke a rule and was reported
   */
  boolean fill(Cells cells, Group group, MeasurementBlock block);

  /** Whether the line has nothing for this column; constants and counters are never missing. */
  default boolean absent(Cells cells, Group group) {
    return true;
  }

  /**
   * A group of columns that one row of measurements comes from.
   *
   * @param base its first column
   * @param number groups of the line before it
   * @param fileRow rows of the file before this line
   */
  record Group(int base, int number, long fileRow) {}
}
