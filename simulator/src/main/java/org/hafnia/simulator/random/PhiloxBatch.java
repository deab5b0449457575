package org.hafnia.simulator.random;

/**
 * Many Philox blocks at a time, {@link Philox#noise} of each place of the arrays; kept and refilled
 * by one thread.
 */
public final class PhiloxBatch {

  /** Room beyond the capacity, so that vectors may run over the end. */
  private static final int PADDING = 64;

  /** Counter words 0 and 1 of each block. */
  public final long[] low;

  /** Counter words 2 and 3 of each block. */
  public final long[] high;

  /** Output words 0 and 1 of each block. */
  public final long[] words01;

  /** Output words 2 and 3 of each block. */
  public final long[] words23;

  /** Keys of the rounds, two for each. */
  final long[] keys = new long[2 * Philox.NOISE_ROUNDS];

  /** Room for so many blocks. */
  public PhiloxBatch(int capacity) {
    low = new long[capacity + PADDING];
    high = new long[capacity + PADDING];
    words01 = new long[capacity + PADDING];
    words23 = new long[capacity + PADDING];
  }

  /** Sets the keys of the rounds. */
  void schedule(long key) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    for (int round = 0; round < Philox.NOISE_ROUNDS; round++) {
      keys[2 * round] = key0 & Philox.LOW_HALF;
      keys[2 * round + 1] = key1 & Philox.LOW_HALF;
      key0 += Philox.WEYL_0;
      key1 += Philox.WEYL_1;
    }
  }

  /** Works out the first {@code count} blocks. */
  public void run(long key, int count) {
    long[] words = new long[2];
    for (int i = 0; i < count; i++) {
      Philox.noise(key, low[i], high[i], words);
      words01[i] = words[0];
      words23[i] = words[1];
    }
  }
}
