package org.hafnia.simulator.device.pulse;

/**
 * One device of a pulse-response population; weights and steps are dimensionless.
 *
 * @param up step size of an up pulse
 * @param down step size of a down pulse, positive
 * @param upper hard bound that it never leaves upwards
 * @param lower hard bound that it never leaves downwards
 */
public record PulseDevice(double up, double down, double upper, double lower) {

  /** The step size of a direction, +1 or -1. */
  public double step(int direction) {
    return direction > 0 ? up : down;
  }

  /** The weight, kept within the bounds. */
  public double bounded(double weight) {
    return Math.max(lower, Math.min(upper, weight));
  }
}
