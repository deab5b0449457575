package org.hafnia.service.measurements.chunks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.commons.io.output.DeferredFileOutputStream;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.intake.MeasurementSink;

/**
 * Rows that are checked but not stored yet, in memory or, many of them, in a temporary file: the
 * database sees them once all of them are known to be good, and its transaction is as short as
 * writing them takes.
 */
public final class ChunkSpool implements MeasurementSink, AutoCloseable {

  private static final int IN_MEMORY = 1 << 16;
  private static final int ARRAY_HEADER = 5 * Integer.BYTES;

  private final Path directory;
  private final MeasurementKind kind;
  private final UUID set;
  private final ByteBuffer buffer;
  private DeferredFileOutputStream out;
  private int part;

  public ChunkSpool(Path directory, MeasurementKind kind, UUID set) throws IOException {
    this.kind = kind;
    this.set = set;
    this.directory = Files.createDirectories(directory);
    out = empty();
    buffer =
        ByteBuffer.allocate(
            ARRAY_HEADER + Integer.BYTES + MeasurementBlock.ROWS * (Integer.BYTES + Double.BYTES));
  }

  private DeferredFileOutputStream empty() throws IOException {
    return DeferredFileOutputStream.builder()
        .setThreshold(IN_MEMORY)
        .setDirectory(directory)
        .setPrefix("rows-")
        .setSuffix(".spool")
        .get();
  }

  @Override
  public void begin() throws IOException {
    close();
    out = empty();
    out.write(ChunkTable.HEADER);
    part = 0;
  }

  @Override
  public void accept(MeasurementBlock block) throws IOException {
    var columns = kind.columns();
    buffer.clear();
    buffer.putShort((short) (ChunkTable.FIXED + columns.size()));
    buffer.putInt(2 * Long.BYTES);
    buffer.putLong(set.getMostSignificantBits()).putLong(set.getLeastSignificantBits());
    buffer.putInt(Integer.BYTES).putInt(part++);
    buffer.putInt(Long.BYTES).putLong(block.firstRow());
    buffer.putInt(Integer.BYTES).putInt(block.rows());
    flush();
    for (int i = 0; i < columns.size(); i++) {
      if (!block.has(i)) {
        buffer.putInt(-1);
      } else if (columns.get(i).type() == Column.Type.NUMBER) {
        numbers(block.numbers(i), block.rows());
      } else {
        codes(block.codes(i), block.rows());
      }
      flush();
    }
  }

  private void numbers(double[] values, int rows) {
    array(ChunkTable.FLOAT8, rows, Double.BYTES);
    for (int row = 0; row < rows; row++) {
      buffer.putInt(Double.BYTES).putDouble(values[row] + 0.0);
    }
  }

  private void codes(int[] values, int rows) {
    array(ChunkTable.INT4, rows, Integer.BYTES);
    for (int row = 0; row < rows; row++) {
      buffer.putInt(Integer.BYTES).putInt(values[row]);
    }
  }

  /** Length; one dimension, no nulls, the type, so many elements, counted from 1. */
  private void array(int type, int rows, int bytes) {
    buffer.putInt(ARRAY_HEADER + rows * (Integer.BYTES + bytes));
    buffer.putInt(1).putInt(0).putInt(type).putInt(rows).putInt(1);
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** No row comes any more. */
  public void finish() throws IOException {
    out.write(new byte[] {-1, -1});
    out.close();
  }

  public String statement() {
    return ChunkTable.in(kind);
  }

  public InputStream open() throws IOException {
    return out.toInputStream();
  }

  @Override
  public void close() throws IOException {
    out.close();
    var file = out.getPath();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
