package org.hafnia.simulator.training.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
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
  private final Map<Part, Long> spent = new EnumMap<>(Part.class);
  private long mark;

  /** Starts the clock. */
  public Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
    this.mark = nanos.getAsLong();
  }

  /** Books the time since the last lap. */
  public void lap(Part part) {
    long now = nanos.getAsLong();
    spent.merge(part, now - mark, Long::sum);
    mark = now;
  }

  /** Seconds booked so far. */
  public double seconds(Part part) {
    return spent.getOrDefault(part, 0L) / 1e9;
  }

  /** Writes what was booked so far. */
  public void write(DataOutput out) throws IOException {
    for (var part : Part.values()) {
      out.writeLong(spent.getOrDefault(part, 0L));
    }
  }

  /** Adds what an earlier attempt had booked. */
  public void read(DataInput in) throws IOException {
    for (var part : Part.values()) {
      spent.merge(part, in.readLong(), Long::sum);
    }
  }
}
