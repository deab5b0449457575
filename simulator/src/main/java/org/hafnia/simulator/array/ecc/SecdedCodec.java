package org.hafnia.simulator.array.ecc;

import java.util.Arrays;

/**
 * Encoder and decoder of an extended Hamming code of up to 64 data bits. A block is its data bits
 * and, in an int, its check bits: those of the Hamming code first, the parity of all last.
 */
public final class SecdedCodec {

  private final int dataBits;
  private final int hammingBits;
  private final long[] masks;
  private final int[] places;
  private final int[] dataAt;

  SecdedCodec(int dataBits) {
    this.dataBits = dataBits;
    int checks = 2;
    while ((1 << checks) < dataBits + checks + 1) {
      checks++;
    }
    hammingBits = checks;
    masks = new long[checks];
    places = new int[dataBits];
    dataAt = new int[1 << checks];
    Arrays.fill(dataAt, -1);
    int place = 1;
    for (int bit = 0; bit < dataBits; bit++) {
      do {
        place++;
      } while (Integer.bitCount(place) == 1);
      places[bit] = place;
      dataAt[place] = bit;
      for (int check = 0; check < checks; check++) {
        masks[check] |= (long) (place >>> check & 1) << bit;
      }
    }
  }

  /** What a decoder says of a block. */
  public enum Verdict {
    CLEAN,
    CORRECTED,
    /** Wrong, and not to be corrected; the data are as read. */
    DETECTED
  }

  /**
   * A decoded block.
   *
   * @param data after correction, or as read
   */
  public record Decoded(long data, Verdict verdict) {}

  public int dataBits() {
    return dataBits;
  }

  /** Check bits without the parity of all. */
  public int hammingBits() {
    return hammingBits;
  }

  public int codeBits() {
    return dataBits + hammingBits + 1;
  }

  /** Number of data bits in a check bit's parity. */
  int dataBitsOfCheck(int check) {
    return Long.bitCount(masks[check]);
  }

  /** The data bits in a check bit's parity. */
  long mask(int check) {
    return masks[check];
  }

  /** The check bits of data. */
  public int encode(long data) {
    int checks = hamming(data);
    int parity = (Long.bitCount(data) + Integer.bitCount(checks)) & 1;
    return checks | parity << hammingBits;
  }

  /** Decodes what was read. */
  public Decoded decode(long data, int checks) {
    int hamming = checks & ((1 << hammingBits) - 1);
    int syndrome = hamming(data) ^ hamming;
    boolean odd = ((Long.bitCount(data) + Integer.bitCount(checks)) & 1) == 1;
    if (!odd) {
      return new Decoded(data, syndrome == 0 ? Verdict.CLEAN : Verdict.DETECTED);
    }
    if (Integer.bitCount(syndrome) <= 1) {
      return new Decoded(data, Verdict.CORRECTED);
    }
    int bit = dataAt[syndrome];
    return bit < 0
        ? new Decoded(data, Verdict.DETECTED)
        : new Decoded(data ^ 1L << bit, Verdict.CORRECTED);
  }

  private int hamming(long data) {
    int checks = 0;
    for (int check = 0; check < hammingBits; check++) {
      checks |= (Long.bitCount(data & masks[check]) & 1) << check;
    }
    return checks;
  }
}
