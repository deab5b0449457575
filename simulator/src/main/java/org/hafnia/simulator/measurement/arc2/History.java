package org.hafnia.simulator.measurement.arc2;

import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.hafnia.simulator.measurement.MeasurementProblem;

/**
 * The biasing history of one crosspoint, a chunk of the file at a time. Chunks are taken as bytes:
 * slices of a table that has more than one are zeros behind the first, with jHDF 0.9.4.
 */
final class History {

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final ChunkedDataset table;
  private final Map<String, Integer> offsets;
  private final long rows;
  private final int rowBytes;
  private final int chunkRows;
  private long first = -1;
  private ByteBuffer chunk = EMPTY;
  private int base;

  /**
   * @param offsets of the columns within a row, in bytes
   * @param rows in use
   */
  History(ChunkedDataset table, Map<String, Integer> offsets, long rows) {
    this.table = table;
    this.offsets = Map.copyOf(offsets);
    this.rows = rows;
    rowBytes = table.getDataType().getSize();
    chunkRows = table.getChunkDimensions()[0];
    if (chunkRows <= 0 || rowBytes <= 0) {
      throw Arc2Session.damaged();
    }
  }

  long rows() {
    return rows;
  }

  /** Goes to a row, counted from 0. */
  void seek(long row) {
    long start = row - row % chunkRows;
    if (start != first) {
      chunk = load(Math.toIntExact(start));
      first = start;
    }
    base = chunk.position() + (int) (row - start) * rowBytes;
  }

  private ByteBuffer load(int start) throws MeasurementProblem {
    var bytes = Arc2Session.reading(() -> table.getRawChunkBuffer(new int[] {start}));
    if (bytes.remaining() < (long) chunkRows * rowBytes) {
      throw Arc2Session.damaged();
    }
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  float number(String column) {
    return chunk.getFloat(base + offsets.getOrDefault(column, 0));
  }

  long operation() {
    return Integer.toUnsignedLong(chunk.getInt(base + offsets.getOrDefault("op_type", 0)));
  }
}
