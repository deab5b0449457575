package org.hafnia.simulator.fitting;

/**
 * How to fit.
 *
 * @param name of the device model that results
 * @param variant one of the fitter's, or "auto"
 * @param seed of everything drawn, bootstraps for example
 * @param bootstrapDraws where intervals come from a bootstrap, 0 for the fitter's own choice
 * @param confidence of the intervals, (0, 1)
 * @param threads that may be used, at least 1
 */
public record FitOptions(
    String name, String variant, long seed, int bootstrapDraws, double confidence, int threads) {

  public static final String AUTO = "auto";

  public FitOptions {
    if (bootstrapDraws < 0 || bootstrapDraws > 100_000) {
      throw new IllegalArgumentException(
          "bootstrapDraws = " + bootstrapDraws + " is outside [0, 100000]");
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence = " + confidence + " is outside (0, 1)");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + " must be at least 1");
    }
  }

  /** Everything usual: best variant, 95 % intervals, one thread. */
  public static FitOptions usual(String name, long seed) {
    return new FitOptions(name, AUTO, seed, 0, 0.95, 1);
  }

  /** The same with one variant. */
  public FitOptions with(String other) {
    return new FitOptions(name, other, seed, bootstrapDraws, confidence, threads);
  }
}
