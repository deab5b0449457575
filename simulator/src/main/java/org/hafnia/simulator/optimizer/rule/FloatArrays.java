package org.hafnia.simulator.optimizer.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Floats to and from streams, bit by bit, through a buffer of 64 KiB. */
public final class FloatArrays {

  private static final int CHUNK = 1 << 14;

  private FloatArrays() {}

  /** Writes all values of an array. */
  public static void write(float[] values, DataOutput out) throws IOException {
    write(FloatBuffer.wrap(values), out);
  }

  /** Fills an array. */
  public static void read(float[] values, DataInput in) throws IOException {
    read(FloatBuffer.wrap(values), in);
  }

  /** Writes all values of a buffer, from its first to its limit. */
  public static void write(FloatBuffer values, DataOutput out) throws IOException {
    var bytes = ByteBuffer.allocate(Math.min(CHUNK, values.limit()) * Float.BYTES);
    for (int i = 0; i < values.limit(); i += CHUNK) {
      int n = Math.min(CHUNK, values.limit() - i);
      bytes.asFloatBuffer().put(0, values, i, n);
      out.write(bytes.array(), 0, n * Float.BYTES);
    }
  }

  /** Fills a buffer, from its first value to its limit. */
  public static void read(FloatBuffer values, DataInput in) throws IOException {
    var bytes = ByteBuffer.allocate(Math.min(CHUNK, values.limit()) * Float.BYTES);
    for (int i = 0; i < values.limit(); i += CHUNK) {
      int n = Math.min(CHUNK, values.limit() - i);
      in.readFully(bytes.array(), 0, n * Float.BYTES);
      values.put(i, bytes.asFloatBuffer(), 0, n);
    }
  }
}
