package org.hafnia.simulator.inference.montecarlo;

/**
 * One condition under which the network is evaluated.
 *
 * @param label for people, as in "error rate 0.01"
 * @param x its place on the axis of a plot: an error rate, a supply in volt, cycles, seconds
 * @param weights what happens to the weights
 * @param activationErrorRate probability that a binary activation is turned, or a ternary one
 *     wrong, before the next layer reads it; [0, 1/2], 0 for none
 */
public record ErrorPoint(String label, double x, ErrorSource weights, double activationErrorRate) {

  public ErrorPoint {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException("x = " + x + " of point " + label + ": must be finite");
    }
    if (!(activationErrorRate >= 0 && activationErrorRate <= 0.5)) {
      throw new IllegalArgumentException(
          "activationErrorRate = %s of point %s is outside [0, 0.5]"
              .formatted(activationErrorRate, label));
    }
  }

  /** With errors of the weights alone. */
  public ErrorPoint(String label, double x, ErrorSource weights) {
    this(label, x, weights, 0);
  }

  /** Weight error rate p, at x = p. */
  public static ErrorPoint bitErrorRate(double rate) {
    return new ErrorPoint("error rate " + rate, rate, new ErrorSource.BitErrors(rate));
  }
}
