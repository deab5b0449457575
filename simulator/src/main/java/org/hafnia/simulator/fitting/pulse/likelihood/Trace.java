package org.hafnia.simulator.fitting.pulse.likelihood;

import java.util.Arrays;

/**
 * The reads of one device, as weights.
 *
 * @param device its name
 * @param reads visible weight at each read
 * @param pulses pulses between the read before and this one; 0 at the first
 * @param directions of those pulses, +1 or -1; 0 at the first
 * @param least of the reads
 * @param most of the reads
 */
@SuppressWarnings("ArrayRecordComponent") // Read in the innermost loop; nobody compares traces.
public record Trace(
    String device, double[] reads, int[] pulses, int[] directions, double least, double most) {

  public static Trace of(String device, double[] reads, int[] pulses, int[] directions) {
    double least = Arrays.stream(reads).min().orElse(Double.NaN);
    double most = Arrays.stream(reads).max().orElse(Double.NaN);
    return new Trace(device, reads, pulses, directions, least, most);
  }

  public int length() {
    return reads.length;
  }

  /** The first reads only. */
  public Trace first(int count) {
    return of(
        device,
        Arrays.copyOf(reads, count),
        Arrays.copyOf(pulses, count),
        Arrays.copyOf(directions, count));
  }

  public boolean has(int direction) {
    for (int one : directions) {
      if (one == direction) {
        return true;
      }
    }
    return false;
  }

  /** Direction of the first pulses, 0 where there are none. */
  public int first() {
    for (int one : directions) {
      if (one != 0) {
        return one;
      }
    }
    return 0;
  }
}
