package org.hafnia.simulator.fitting.weakreset.trace;

/**
 * The reads of one device since its SET. The arrays are not copied.
 *
 * @param device its name
 * @param pulses received before each read, rising
 * @param lnOhm ln(R / ohm) of each read
 */
@SuppressWarnings("ArrayRecordComponent") // Large, shared, never written to.
public record Trace(String device, int[] pulses, double[] lnOhm) {

  public int reads() {
    return pulses.length;
  }

  public int lastPulse() {
    return pulses[pulses.length - 1];
  }

  /** The first reads. */
  public Trace head(int reads) {
    return new Trace(
        device, java.util.Arrays.copyOf(pulses, reads), java.util.Arrays.copyOf(lnOhm, reads));
  }

  /** Whether the first read came before the first pulse, and so shows no pink noise. */
  public boolean startsFresh() {
    return pulses[0] == 0;
  }
}
