package org.hafnia.simulator.array.weights;

import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.random.Philox;

/**
 * Writes weights to pairs of devices and reads them back.
 *
 * <pre>
 *   128 bits, addressed by (number, weight) = the devices BL and BLb
 *   another 128 bits = the offset of the amplifier, where it has one
 * </pre>
 *
 * @param low law of a device that was written to LRS
 * @param high law of a device that was written to HRS
 * @param ternary whether an open read is a 0; else it is a tossed coin
 */
record PairChannel(LawTable low, LawTable high, Branches branches, boolean ternary)
    implements WeightChannel {

  private static final double STEP = 0x1p-52;
  private static final long OFFSETS = 1L << 32;

  @Override
  public void pass(long key, long number, int from, int length, float[] weight) {
    long[] words = new long[2];
    for (int i = from; i < from + length; i++) {
      Philox.block(key, number, i, words);
      double y = branches.of((weight[i] > 0 ? low : high).lnOhm(unit(words[0])));
      double yb = branches.of((weight[i] < 0 ? low : high).lnOhm(unit(words[1])));
      double u = 0;
      if (branches.offset() > 0 || !ternary) {
        Philox.block(key, number, OFFSETS | i, words);
        u = unit(words[0]);
      }
      weight[i] = read(y, yb, u);
    }
  }

  private float read(double y, double yb, double u) {
    double plus = branches.plus(y, yb);
    if (u < plus) {
      return 1;
    }
    double minus = branches.minus(y, yb);
    if (ternary) {
      return u < plus + minus ? -1 : 0;
    }
    return u < plus + (1 - plus - minus) / 2 ? 1 : -1;
  }

  private static double unit(long word) {
    return ((word >>> 12) + 0.5) * STEP;
  }
}
