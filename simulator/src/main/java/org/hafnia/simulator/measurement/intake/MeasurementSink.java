package org.hafnia.simulator.measurement.intake;

import java.io.IOException;
import org.hafnia.simulator.measurement.MeasurementBlock;

/** Receives the rows of a file. */
public interface MeasurementSink {

  /** The first block comes next, perhaps once more: what came before is void. */
  void begin() throws IOException;

  /** Some thousand rows; the block is filled anew behind this call. */
  void accept(MeasurementBlock block) throws IOException;
}
