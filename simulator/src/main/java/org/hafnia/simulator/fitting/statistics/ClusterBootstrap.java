package org.hafnia.simulator.fitting.statistics;

import org.hafnia.simulator.random.RandomStream;

/**
 * Bootstrap over clusters: whole devices are drawn with replacement, because reads of one device
 * depend on each other. Which devices a draw takes is addressed by (seed, purpose, draw) and does
 * not depend on the order or thread in which draws are made.
 *
 * @param clusters number of devices, at least 2
 */
public record ClusterBootstrap(RandomStream draws, int clusters) {

  public ClusterBootstrap {
    if (clusters < 2) {
      throw new IllegalArgumentException(
          clusters + " devices say nothing about the spread between devices; at least 2 do");
    }
  }

  public static ClusterBootstrap of(long seed, String purpose, int clusters) {
    return new ClusterBootstrap(RandomStream.of(seed, "bootstrap " + purpose, 0), clusters);
  }

  /** How many times each device is in a draw; they add up to the number of devices. */
  public int[] weights(int draw) {
    int[] weights = new int[clusters];
    for (int i = 0; i < clusters; i++) {
      weights[(int) (draws.uniform(i, draw) * clusters)]++;
    }
    return weights;
  }
}
