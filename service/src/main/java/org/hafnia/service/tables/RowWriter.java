package org.hafnia.service.tables;

import java.io.IOException;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Writes rows table after table; its columns are those of the first one. */
public interface RowWriter {

  /** Writes the rows of a table of the same kind. */
  void write(MeasurementTable table) throws IOException;

  /** Ends what was written; without it the file is incomplete. */
  void end() throws IOException;
}
