package org.hafnia.simulator.inference.kernel;

/** Runs of bits in words, the lowest bit of a word first. */
public final class Bits {

  private Bits() {}

  /** Words that hold so many bits. */
  public static int words(int bits) {
    return Math.ceilDiv(bits, Long.SIZE);
  }

  /** The lowest {@code count} bits, 0 to 64. */
  public static long lowest(int count) {
    return count == 0 ? 0 : -1L >>> (Long.SIZE - count);
  }

  /** Bits {@code from .. from + count - 1}, as the lowest ones; count is 1 to 64. */
  public static long get(long[] words, long from, int count) {
    int word = (int) (from >>> 6);
    int shift = (int) from & 63;
    long bits = words[word] >>> shift;
    if (shift + count > Long.SIZE) {
      bits |= words[word + 1] << (Long.SIZE - shift);
    }
    return bits & lowest(count);
  }

  /** Sets the bits from {@code from} on that are 1 in {@code bits}, of which there are 1 to 64. */
  public static void or(long[] words, long from, long bits, int count) {
    int word = (int) (from >>> 6);
    int shift = (int) from & 63;
    words[word] |= bits << shift;
    if (shift + count > Long.SIZE) {
      words[word + 1] |= bits >>> (Long.SIZE - shift);
    }
  }

  /** Sets bits of {@code to}, all 0 before, to those of {@code from}. */
  public static void copy(long[] from, long fromBit, long[] to, long toBit, int count) {
    if ((fromBit & 63) == 0 && (toBit & 63) == 0 && (count & 63) == 0) {
      int read = (int) (fromBit >>> 6);
      int write = (int) (toBit >>> 6);
      // A loop: there are so few words that a call costs more.
      for (int word = 0; word < count >>> 6; word++) {
        to[write + word] = from[read + word];
      }
      return;
    }
    for (int done = 0; done < count; done += Long.SIZE) {
      int some = Math.min(Long.SIZE, count - done);
      or(to, toBit + done, get(from, fromBit + done, some), some);
    }
  }

  /**
   * Turns a square of 64 x 64 bits about its diagonal, in place: bit j of word i becomes bit i of
   * word j. Halves of ever smaller squares are exchanged.
   */
  public static void transpose(long[] square) {
    long keep = 0x0000_0000_FFFF_FFFFL;
    for (int half = 32; half > 0; half >>>= 1, keep ^= keep << half) {
      for (int i = 0; i < Long.SIZE; i = (i + half + 1) & ~half) {
        long moved = ((square[i] >>> half) ^ square[i + half]) & keep;
        square[i] ^= moved << half;
        square[i + half] ^= moved;
      }
    }
  }
}
