package org.hafnia.simulator.array.estimate;

import org.hafnia.simulator.array.Requirements;

/**
 * How hard to try. Results depend on all but {@code threads}.
 *
 * @param seed of all draws
 * @param relativeHalfWidth of the 95 % interval at which sampling may stop, [1e-4, 1]
 * @param maxDraws per error that is sampled, [1000, 1e10]
 * @param bootstrapDraws resamples of the cells, [100, 100000]
 * @param threads to draw on, [1, 256]
 */
public record Effort(
    long seed, double relativeHalfWidth, long maxDraws, int bootstrapDraws, int threads) {

  public Effort {
    Requirements.within("relativeHalfWidth", relativeHalfWidth, 1e-4, 1, "1");
    Requirements.within("maxDraws", maxDraws, 1000, 10_000_000_000L);
    Requirements.within("bootstrapDraws", bootstrapDraws, 100, 100_000);
    Requirements.within("threads", threads, 1, 256);
  }

  /** Intervals of +-2 %, 10 million draws at most, 2000 resamples, on one thread. */
  public static Effort usual(long seed) {
    return new Effort(seed, 0.02, 10_000_000, 2000, 1);
  }

  /** The same on so many threads. */
  public Effort on(int workers) {
    return new Effort(seed, relativeHalfWidth, maxDraws, bootstrapDraws, workers);
  }
}
