package org.hafnia.simulator.device.analog;

import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.Philox;

/**
 * What differs between devices: step size upwards and bounds, drawn anew from the address whenever
 * they are needed, so that they take no memory.
 *
 * <pre>
 *   128 bits, addressed by the pair = 64 bits for BL and 64 for BLb, of which 16 bits each for
 *   xi of the size, the asymmetry, the upper and the lower bound
 * </pre>
 *
 * <p>Each xi is the middle of one of 4096 equally likely intervals: |xi| ends at 3.67, the variance
 * is 0.9995.
 */
final class Traits {

  /** xi are looked up by the upper bits of 16. */
  static final int TABLE_BITS = 12;

  private static final int SIZE = 1 << TABLE_BITS;
  private static final float LEAST = 0.01f;

  private final boolean spread;
  private final float mean;
  private final float[] size = new float[SIZE];
  private final float[] asymmetry = new float[SIZE];
  private final float[] upper = new float[SIZE];
  private final float[] lower = new float[SIZE];
  private final float meanUp;
  private final float meanUpper;
  private final float meanLower;
  private final long key;

  Traits(AnalogSpec spec, long key) {
    this.key = key;
    this.spread = spec.on().deviceToDevice();
    var sizes = spec.model().sizes();
    var bounds = spec.model().bounds();
    mean = (float) sizes.mean();
    for (int i = 0; i < SIZE; i++) {
      double xi = normal(i);
      size[i] =
          (float)
              (sizes.lognormal() ? StrictMath.exp(sizes.spread() * xi) : 1 + sizes.spread() * xi);
      asymmetry[i] = (float) (sizes.upDown() + sizes.upDownSpread() * xi);
      upper[i] = (float) bounds.upper(xi);
      lower[i] = (float) bounds.lower(xi);
    }
    meanUp = (float) spec.meanStep();
    meanUpper = (float) bounds.upper(0);
    meanLower = (float) bounds.lower(0);
  }

  /** The middle of one of {@code 2^TABLE_BITS} equally likely intervals. */
  static double normal(int interval) {
    return NormalLaw.quantile((interval + 0.5) / SIZE);
  }

  /** A pair of devices: BL at 0, BLb at 1. */
  static final class Pair {
    final float[] up = new float[2];
    final float[] upper = new float[2];
    final float[] lower = new float[2];
    final long[] words = new long[2];

    /** The lowest level that both devices reach. */
    float base() {
      return Math.max(lower[0], lower[1]);
    }
  }

  void draw(int pair, Pair out) {
    if (!spread) {
      for (int side = 0; side < 2; side++) {
        out.up[side] = meanUp;
        out.upper[side] = meanUpper;
        out.lower[side] = meanLower;
      }
      return;
    }
    Philox.block(key, pair, 0, out.words);
    for (int side = 0; side < 2; side++) {
      long bits = out.words[side];
      float g = size[index(bits)] + asymmetry[index(bits >>> 16)];
      out.up[side] = mean * Math.max(LEAST, g);
      out.upper[side] = upper[index(bits >>> 32)];
      out.lower[side] = lower[index(bits >>> 48)];
    }
  }

  /** The upper bits of the lowest 16. */
  static int index(long bits) {
    return (int) (bits & 0xFFFF) >>> (Short.SIZE - TABLE_BITS);
  }
}
