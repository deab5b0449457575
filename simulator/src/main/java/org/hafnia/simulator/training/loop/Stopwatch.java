package org.hafnia.simulator.training.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Splits the time of a training into its parts; the clock is given. */
public final class Stopwatch {

  /** What the time was spent on. */
  public enum Part {
    DATA,
    FORWARD_BACKWARD,
    UPDATE,
    EVALUATION,
    OTHER
  }

  private final LongSupplier nanos;
  private final long[] spent = new long[Part.values().length];
  private long mark;

  /** Starts the clock. */
  public Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
    this.mark = nanos.getAsLong();
  }

  /** Books the time since the last lap. */
  public void lap(Part part) {
    long now = nanos.getAsLong();
    spent[part.ordinal()] += now - mark;
    mark = now;
  }

  /** Seconds booked so far. */
  public double seconds(Part part) {
    return spent[part.ordinal()] / 1e9;
  }

  /** Writes what was booked so far. */
  public void write(DataOutput out) throws IOException {
    for (long nanoseconds : spent) {
      out.writeLong(nanoseconds);
    }
  }

  /** Adds what an earlier attempt had booked. */
  public void read(DataInput in) throws IOException {
    for (int i = 0; i < spent.length; i++) {
      spent[i] += in.readLong();
    }
  }
}
