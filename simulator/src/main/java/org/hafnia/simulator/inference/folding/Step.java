package org.hafnia.simulator.inference.folding;

import java.util.List;

/**
 * Where a chain of lines, rising or falling, crosses a level. All of them are monotone in floats,
 * too, so that one threshold on the sum decides:
 *
 * <pre>
 *   f(z) >= level  =  (z >= threshold) xor inverted
 * </pre>
 *
 * @param threshold the smallest float from which on the answer is another one than at -infinity;
 *     infinite where there is none, as for gamma = 0
 * @param inverted the answer at -infinity
 */
public record Step(float threshold, boolean inverted) {

  /** Far beyond any sum; its products with a gain do not overflow, as those of infinity would. */
  private static final float FARTHEST = 0x1p40f;

  /**
   * Finds the crossing among all floats, by halving the range of their places in order.
   *
   * @param above whether the level itself does not count as reached: f(z) > level
   */
  public static Step of(List<Affine> chain, int channel, float level, boolean above) {
    boolean first = reached(chain, channel, level, above, -FARTHEST);
    if (reached(chain, channel, level, above, FARTHEST) == first) {
      return new Step(Float.POSITIVE_INFINITY, first);
    }
    int low = place(-FARTHEST);
    int high = place(FARTHEST);
    while (high - (long) low > 1) {
      int middle = (int) (((long) low + high) >> 1);
      if (reached(chain, channel, level, above, value(middle)) == first) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Step(value(high), first);
  }

  private static boolean reached(
      List<Affine> chain, int channel, float level, boolean above, float z) {
    float y = z;
    for (var line : chain) {
      y = line.apply(channel, y);
    }
    return above ? y > level : y >= level;
  }

  /** The place of a float in the order of all of them: -0 comes before 0. */
  private static int place(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? Integer.MIN_VALUE - bits - 1 : bits;
  }

  private static float value(int place) {
    return Float.intBitsToFloat(place < 0 ? Integer.MIN_VALUE - place - 1 : place);
  }

  /** The threshold for whole numbers: the smallest one that is not below it. */
  public int integer() {
    return (int) Math.clamp(Math.ceil((double) threshold), -(1 << 30), 1 << 30);
  }

  /**
   * The threshold for exact sums that are rounded to a float before they are compared: the smallest
   * double that does not round to less.
   */
  public double exact() {
    if (Float.isInfinite(threshold)) {
      return threshold;
    }
    double middle = ((double) Math.nextDown(threshold) + threshold) / 2;
    return (float) middle >= threshold ? middle : Math.nextUp(middle);
  }
}
