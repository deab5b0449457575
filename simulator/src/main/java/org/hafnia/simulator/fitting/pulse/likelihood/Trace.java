package org.hafnia.simulator.fitting.pulse.likelihood;

/**
 * The reads of one device, as weights.
 *
 * @param device its name
 * @param reads visible weight at each read
 * @param pulses pulses between the read before and this one; 0 at the first
 * @param directions of those pulses, +1 or -1; 0 at the first
 */
@SuppressWarnings("ArrayRecordComponent") // Read in the innermost loop; nobody compares traces.
public record Trace(String device, double[] reads, int[] pulses, int[] directions) {

  public int length() {
    return reads.length;
  }

  /** The first reads only. */
  public Trace first(int count) {
    return new Trace(
        device,
        java.util.Arrays.copyOf(reads, count),
        java.util.Arrays.copyOf(pulses, count),
        java.util.Arrays.copyOf(directions, count));
  }

  public boolean has(int direction) {
    for (int one : directions) {
      if (one == direction) {
        return true;
      }
    }
    return false;
  }
}
