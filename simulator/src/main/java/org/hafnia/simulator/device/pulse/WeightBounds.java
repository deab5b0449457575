package org.hafnia.simulator.device.pulse;

/**
 * Hard bounds of a population: b_max = upper (1 + upperSpread xi), b_min = lower (1 + lowerSpread
 * xi), xi normal and independent. A bound that would pass 0 stays 1 % of its mean away from it.
 *
 * @param upper mean upper bound, dimensionless weight
 * @param lower mean lower bound, dimensionless weight
 * @param upperSpread device-to-device, relative to the mean
 * @param lowerSpread device-to-device, relative to the mean
 */
public record WeightBounds(double upper, double lower, double upperSpread, double lowerSpread) {

  private static final double LEAST = 0.01;

  public double upper(double xi) {
    return upper * Math.max(LEAST, 1 + upperSpread * xi);
  }

  public double lower(double xi) {
    return lower * Math.max(LEAST, 1 + lowerSpread * xi);
  }

  public double span() {
    return upper - lower;
  }
}
