package org.hafnia.simulator.device.pulse;

/**
 * Step sizes of a population, for direction d = +1 or -1:
 *
 * <pre>
 *   dw_d = dw_min (g + d beta),   beta = upDown + upDownSpread xi
 *   g = 1 + spread xi,  or  g = exp(spread xi) where lognormal
 * </pre>
 *
 * with xi normal and independent. Source: IBM/aihwkit, the formula of its documentation. Sizes
 * below 1 % of dw_min are raised to that.
 *
 * @param mean dw_min, weight per pulse, above 0; the median where lognormal
 * @param upDown asymmetry, dimensionless, (-1, 1)
 * @param spread device-to-device spread of g, dimensionless
 * @param upDownSpread device-to-device spread of beta, dimensionless
 * @param lognormal whether g is lognormal instead of normal
 */
public record StepSizes(
    double mean, double upDown, double spread, double upDownSpread, boolean lognormal) {

  private static final double LEAST = 0.01;

  /** The step size of a device with those normal numbers. */
  public double of(int direction, double xiSize, double xiUpDown) {
    double g = lognormal ? StrictMath.exp(spread * xiSize) : 1 + spread * xiSize;
    return mean * Math.max(LEAST, g + direction * (upDown + upDownSpread * xiUpDown));
  }
}
