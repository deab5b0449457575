package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.Philox;
import org.hafnia.simulator.random.PhiloxBatch;

/**
 * White noise of reads in ln R: N(0, sigma) by inversion of 16-bit numbers, so that draws end at
 * 4.3 sigma.
 *
 * <pre>
 *   128 bits, addressed by (step, pair / 4) = 32 bits for each pair, the lower half for BL
 * </pre>
 *
 * Where sigma is 0 nothing is drawn and nothing added.
 */
final class WhiteNoise {

  private static final int STEPS = 1 << 16;
  private static final int PAIRS_PER_BLOCK = 4;

  private final float[] quantile;
  private final long key;

  WhiteNoise(PairSpec spec) {
    this(table(spec.on().pinkNoise() ? spec.model().whiteNoise() : 0), key(spec, "read"));
  }

  private WhiteNoise(float[] quantile, long key) {
    this.quantile = quantile;
    this.key = key;
  }

  /** The same law with other draws. */
  WhiteNoise afterSet(PairSpec spec) {
    return new WhiteNoise(quantile, key(spec, "read-after-set"));
  }

  private static long key(PairSpec spec, String purpose) {
    return spec.stream("weak-reset/white-" + purpose).key();
  }

  private static float[] table(double sigma) {
    float[] quantile = new float[sigma > 0 ? STEPS : 0];
    for (int i = 0; i < quantile.length; i++) {
      quantile[i] = (float) (sigma * NormalLaw.quantile((i + 0.5) / STEPS));
    }
    return quantile;
  }

  boolean isOn() {
    return quantile.length > 0;
  }

  /** Random blocks of the pairs of a block of devices. */
  int address(long step, int at, PhiloxBatch blocks) {
    int count = DeviceColumn.BLOCK / PAIRS_PER_BLOCK;
    for (int i = 0; i < count; i++) {
      blocks.low[i] = step;
      blocks.high[i] = (long) at / PAIRS_PER_BLOCK + i;
    }
    return count;
  }

  long key() {
    return key;
  }

  /** Adds what the blocks hold. */
  void add(PhiloxBatch blocks, float[] lnBl, float[] lnBlb) {
    for (int i = 0; i < DeviceColumn.BLOCK; i++) {
      int block = i / PAIRS_PER_BLOCK;
      long word = (i & 2) == 0 ? blocks.words01[block] : blocks.words23[block];
      int bits = (int) (word >>> (32 * (i & 1)));
      lnBl[i] += bl(bits);
      lnBlb[i] += blb(bits);
    }
  }

  /** The 32 bits of one pair. */
  int bits(long step, int pair, long[] words) {
    Philox.noise(key, step, pair / PAIRS_PER_BLOCK, words);
    return (int) (words[pair >>> 1 & 1] >>> (32 * (pair & 1)));
  }

  /** Noise of BL. */
  float bl(int bits) {
    return quantile[bits & 0xFFFF];
  }

  /** Noise of BLb. */
  float blb(int bits) {
    return quantile[bits >>> 16];
  }
}
