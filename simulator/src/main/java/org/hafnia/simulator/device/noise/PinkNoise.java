package org.hafnia.simulator.device.noise;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.Philox;

/**
 * Pink noise by Kasdin's recursion, in exact integers.
 *
 * <pre>
 *   sum_{k=0..14} b[k] x[k],   b[0] = 1,  b[k] = b[k-1] (k - 1/2)/k = C(2k, k)/4^k
 * </pre>
 *
 * b[k] is a multiple of 2^-28, and x of 1/65535 (16 bits, both 0 and 1 included), so the sum is an
 * integer below 2^47 in units of 2^-28/65535: the order of its terms does not matter.
 *
 * <p>Pulse p (0, 1, ...) of a device has its x in the 16-bit place p mod 8 of the random block
 * (device, p / 8); nothing is stored.
 */
public final class PinkNoise {

  /** Value of one unit of the sums. */
  public static final double UNIT = 0x1p-28 / 65535;

  private static final long[] COEFFICIENT = coefficients();

  private PinkNoise() {}

  /** b[k] in units of 2^-28; 0 for pulses that are forgotten. */
  public static long coefficient(int k) {
    return k < COEFFICIENT.length ? COEFFICIENT[k] : 0;
  }

  private static long[] coefficients() {
    long[] b = new long[WeakResetModel.PINK_TAPS];
    b[0] = 1L << 28;
    for (int k = 1; k < b.length; k++) {
      b[k] = b[k - 1] * (2L * k - 1) / (2L * k);
    }
    return b;
  }

  /**
   * The sum after the newest pulse.
   *
   * @param pulses pulses ever received, at least 1
   * @param age pulses since the last SET; older samples count as 0
   */
  public static long sum(long key, long device, long pulses, long age) {
    long[] words = new long[2];
    long sum = 0;
    long group = -1;
    for (int k = 0; k < Math.min(age, WeakResetModel.PINK_TAPS); k++) {
      long pulse = pulses - 1 - k;
      if (pulse >>> 3 != group) {
        group = pulse >>> 3;
        Philox.noise(key, group, device, words);
      }
      long x = words[(int) (pulse >>> 2) & 1] >>> (16 * (pulse & 3)) & 0xFFFF;
      sum += COEFFICIENT[k] * x;
    }
    return sum;
  }
}
