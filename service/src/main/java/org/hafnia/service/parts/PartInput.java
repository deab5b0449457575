package org.hafnia.service.parts;

import java.io.InputStream;
import java.util.Optional;

/** Reads parts one after the other, as if they were one. */
public final class PartInput extends InputStream {

  private final PartReader reader;
  private byte[] current = new byte[0];
  private int at;
  private int next;

  /** Finds one part. */
  @FunctionalInterface
  public interface PartReader {

    /** Parts are counted from 0; empty after the last one. */
    Optional<byte[]> read(int part);
  }

  public PartInput(PartReader reader) {
    this.reader = reader;
  }

  @Override
  public int read() {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    while (at == current.length && next >= 0) {
      var found = reader.read(next);
      next = found.isEmpty() ? -1 : next + 1;
      current = found.orElse(current);
      at = found.isEmpty() ? current.length : 0;
    }
    if (at == current.length) {
      return length == 0 ? 0 : -1;
    }
    int taken = Math.min(length, current.length - at);
    System.arraycopy(current, at, target, offset, taken);
    at += taken;
    return taken;
  }
}
