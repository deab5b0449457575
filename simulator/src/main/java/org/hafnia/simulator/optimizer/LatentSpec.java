package org.hafnia.simulator.optimizer;

/**
 * How latent weights begin, and which of them are ternary zeros.
 *
 * @param ternaryThreshold latent weights of at most this size are ternary zeros, [0, 1)
 * @param initialDeviation standard deviation of the initial latent weights, which are normal, (0,
 *     1]: the greater it is, the more updates it takes to turn a sign
 */
public record LatentSpec(double ternaryThreshold, double initialDeviation) {

  /** Threshold and deviation of the public repository Laborieux-Axel/Quantized_VGG. */
  public static final LatentSpec USUAL = new LatentSpec(0.05, 0.03);

  public LatentSpec {
    requireThreshold(ternaryThreshold);
    if (!(initialDeviation > 0 && initialDeviation <= 1)) {
      throw new IllegalArgumentException(
          "initialDeviation = " + initialDeviation + " is outside (0, 1]");
    }
  }

  /** With the usual deviation. */
  public static LatentSpec withThreshold(double ternaryThreshold) {
    return new LatentSpec(ternaryThreshold, USUAL.initialDeviation());
  }

  /** With the usual threshold. */
  public static LatentSpec withDeviation(double initialDeviation) {
    return new LatentSpec(USUAL.ternaryThreshold(), initialDeviation);
  }

  /** Refuses a threshold that no latent weight, or none but zeros, could follow. */
  public static void requireThreshold(double threshold) {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("ternaryThreshold = " + threshold + " is outside [0, 1)");
    }
  }
}
