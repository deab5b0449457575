package org.hafnia.service.parts;

import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written into parts; all but the last one are full, however its writer flushes. */
public final class PartOutput extends OutputStream {

  /** No row is larger than a few megabytes. */
  private static final int PART_BYTES = 4 << 20;

  private final PartWriter writer;
  private final byte[] buffer = new byte[PART_BYTES];
  private int filled;
  private int part;

  /** Stores one part. */
  @FunctionalInterface
  public interface PartWriter {

    /** Parts come in order, counted from 0. */
    void write(int part, byte[] content);
  }

  public PartOutput(PartWriter writer) {
    this.writer = writer;
  }

  @Override
  public void write(int single) {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int at = from;
    while (at < from + length) {
      int taken = Math.min(from + length - at, PART_BYTES - filled);
      System.arraycopy(bytes, at, buffer, filled, taken);
      at += taken;
      filled += taken;
      if (filled == PART_BYTES) {
        store();
      }
    }
  }

  /** Bytes so far. */
  public long bytes() {
    return (long) part * PART_BYTES + filled;
  }

  /** Stores what is left: there is one part at least. */
  public void finish() {
    if (filled > 0 || part == 0) {
      store();
    }
  }

  private void store() {
    writer.write(part++, Arrays.copyOf(buffer, filled));
    filled = 0;
  }
}
