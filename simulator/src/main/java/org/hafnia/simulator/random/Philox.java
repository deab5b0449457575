package org.hafnia.simulator.random;

/**
 * Philox4x32-10, a keyed bijection of 128-bit counters: ten rounds of two 32 x 32 -> 64 bit
 * products, so that any block of the sequence costs the same and none is stored.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
 */
public final class Philox {

  static final long MULTIPLIER_0 = 0xD2511F53L;
  static final long MULTIPLIER_1 = 0xCD9E8D57L;
  static final int WEYL_0 = 0x9E3779B9;
  static final int WEYL_1 = 0xBB67AE85;
  static final int ROUNDS = 10;

  /**
   * Of the noise of devices, which is drawn by the hundred million: the fewest that pass BigCrush
   * (table 2 of the source).
   */
  static final int NOISE_ROUNDS = 7;

  static final long LOW_HALF = 0xFFFF_FFFFL;

  private Philox() {}

  /**
   * Block number {@code high:low} of the sequence chosen by {@code key}.
   *
   * @param low counter words 0 (lower half) and 1 (upper half)
   * @param high counter words 2 (lower half) and 3 (upper half)
   * @param out receives output words 0 and 1 in {@code out[0]}, words 2 and 3 in {@code out[1]};
   *     the lower-numbered word in the lower half
   */
  public static void block(long key, long low, long high, long[] out) {
    block(key, low, high, ROUNDS, out);
  }

  /** Likewise of Philox4x32-7, for the noise of devices. */
  public static void noise(long key, long low, long high, long[] out) {
    block(key, low, high, NOISE_ROUNDS, out);
  }

  private static void block(long key, long low, long high, int rounds, long[] out) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    long word0 = low & LOW_HALF;
    long word1 = low >>> 32;
    long word2 = high & LOW_HALF;
    long word3 = high >>> 32;
    for (int round = 0; round < rounds; round++) {
      long product0 = word0 * MULTIPLIER_0;
      long product1 = word2 * MULTIPLIER_1;
      word0 = (product1 >>> 32) ^ word1 ^ (key0 & LOW_HALF);
      word1 = product1 & LOW_HALF;
      word2 = (product0 >>> 32) ^ word3 ^ (key1 & LOW_HALF);
      word3 = product0 & LOW_HALF;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    out[0] = word0 | word1 << 32;
    out[1] = word2 | word3 << 32;
  }
}
