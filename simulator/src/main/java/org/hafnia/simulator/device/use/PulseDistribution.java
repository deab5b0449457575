package org.hafnia.simulator.device.use;

import java.util.List;

/**
 * How many pulses the devices of a layer got.
 *
 * @param mean per device
 * @param median half of the devices got at most so many
 * @param p95 95 % of the devices got at most so many
 * @param max of the device that got most
 * @param binWidth pulses per interval of the histogram, at least 1; the first begins at 0
 * @param counts devices per interval, at most {@link #MOST_BINS} of them
 */
public record PulseDistribution(
    double mean, int median, int p95, int max, int binWidth, List<Long> counts) {

  public static final int MOST_BINS = 50;

  public PulseDistribution {
    counts = List.copyOf(counts);
  }

  /** Of no devices. */
  public static PulseDistribution none() {
    return new PulseDistribution(0, 0, 0, 0, 1, List.of());
  }
}
