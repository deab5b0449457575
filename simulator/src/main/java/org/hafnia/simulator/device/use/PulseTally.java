package org.hafnia.simulator.device.use;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Counts devices by the pulses they got. */
public final class PulseTally {

  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  private long[] devices = new long[64];
  private long count;
  private long sum;
  private int max;

  /** One more device with so many pulses, at least 0. */
  public void add(int pulses) {
    if (pulses >= devices.length) {
      devices = Arrays.copyOf(devices, Math.max(pulses + 1, 2 * devices.length));
    }
    devices[pulses]++;
    count++;
    sum += pulses;
    max = Math.max(max, pulses);
  }

  /** Pulses of all devices. */
  public long sum() {
    return sum;
  }

  public PulseDistribution distribution() {
    if (count == 0) {
      return PulseDistribution.none();
    }
    int width = Math.ceilDiv(max + 1, PulseDistribution.MOST_BINS);
    long[] counts = new long[Math.ceilDiv(max + 1, width)];
    for (int pulses = 0; pulses <= max; pulses++) {
      counts[pulses / width] += devices[pulses];
    }
    return new PulseDistribution(
        (double) sum / count,
        quantile(MEDIAN),
        quantile(P95),
        max,
        width,
        LongStream.of(counts).boxed().toList());
  }

  private int quantile(double share) {
    long wanted = (long) Math.ceil(share * count);
    long seen = 0;
    for (int pulses = 0; pulses < max; pulses++) {
      seen += devices[pulses];
      if (seen >= wanted) {
        return pulses;
      }
    }
    return max;
  }
}
