package org.hafnia.simulator.fitting.statistics;

import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.random.NormalLaw;

/** A share of independent trials. */
public final class Proportion {

  private Proportion() {}

  /** Interval of Wilson (1927), doi:10.1080/01621459.1927.10502953, right also next to 0 and 1. */
  public static Estimate wilson(long successes, long trials, double confidence) {
    if (!(trials > 0 && successes >= 0 && successes <= trials)) {
      throw new IllegalArgumentException(successes + " of " + trials + " is no share");
    }
    double z = NormalLaw.quantile(0.5 + confidence / 2);
    double p = (double) successes / trials;
    double scale = 1 + z * z / trials;
    double centre = (p + z * z / (2 * trials)) / scale;
    double half = z / scale * Math.sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
    // Unclamped rounding would leave [0, 1] by 1e-17; the ends are exact there.
    double low = successes == 0 ? 0 : centre - half;
    double high = successes == trials ? 1 : centre + half;
    return new Estimate(half / z, low, high, confidence, true, "Wilson");
  }
}
