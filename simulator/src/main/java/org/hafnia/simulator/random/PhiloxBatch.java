package org.hafnia.simulator.random;

/**
 * Many Philox blocks at a time, {@link Philox#block} of each place of the arrays; kept and refilled
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

  /** Room for so many blocks. */
  public PhiloxBatch(int capacity) {
    low = new long[capacity + PADDING];
    high = new long[capacity + PADDING];
    words01 = new long[capacity + PADDING];
    words23 = new long[capacity + PADDING];
  }

  /** Works out the first {@code count} blocks. */
  public void run(long key, int count) {
    long[] words = new long[2];
    for (int i = 0; i < count; i++) {
      Philox.block(key, low[i], high[i], words);
      words01[i] = words[0];
      words23[i] = words[1];
    }
  }
}
