package org.hafnia.simulator.random;

/**
 * A stream of addressed random numbers: value = f(seed, stream, device, counter), by Philox4x32-10.
 * Asking twice gives the same value; no order of asking matters, so streams are shared freely.
 *
 * @param seed the user's seed; any value
 * @param stream what the numbers are for; see {@link #of}
 */
public record RandomStream(long seed, long stream) {

  private static final double STEP = 0x1p-52;

  /** The stream of one purpose; {@code index} tells apart, say, the layers that share it. */
  public static RandomStream of(long seed, String purpose, int index) {
    // FNV-1a: String.hashCode has only 32 bits.
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
    }
    return new RandomStream(seed, mixed(hash + mixed(index)));
  }

  /** The Philox key of this stream: seed and stream, each stirred over all 64 bits. */
  public long key() {
    return mixed(mixed(seed) + 0x9E3779B97F4A7C15L * stream);
  }

  /** 128 random bits: the Philox block with counter words (counter, device). */
  public void block(long device, long counter, long[] out) {
    Philox.block(key(), counter, device, out);
  }

  /** Uniform on the open interval (0, 1), in steps of 2^-52. */
  public double uniform(long device, long counter) {
    return openUnit(firstWord(device, counter));
  }

  /** Normal with mean 0 and standard deviation 1, by inversion. */
  public double normal(long device, long counter) {
    return StandardNormal.quantile(uniform(device, counter));
  }

  /** The numbers 0 .. n-1 in random order (Fisher-Yates), another one for each counter. */
  public int[] permutation(int n, long counter) {
    if (n < 0) {
      throw new IllegalArgumentException("permutation of n = " + n + " numbers; n must be >= 0");
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) Math.multiplyHigh(firstWord(i, counter) >>> 1, 2L * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The upper 52 bits of a word as a number in the open interval (0, 1). */
  static double openUnit(long word) {
    return ((word >>> 12) + 0.5) * STEP;
  }

  private long firstWord(long device, long counter) {
    long[] words = new long[2];
    block(device, counter, words);
    return words[0];
  }

  /** SplitMix64's finaliser: a bijection in which every input bit moves every output bit. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
