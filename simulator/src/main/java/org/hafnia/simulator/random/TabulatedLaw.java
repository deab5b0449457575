package org.hafnia.simulator.random;

import java.util.function.DoubleUnaryOperator;

/**
 * The quantiles of a law as straight pieces, for draws by the million: a shift, two loads, a
 * product and a sum in float, so that {@link TabulatedLanes} gives the same bits.
 *
 * <pre>
 *   v = 2^24 min(u, 1 - u) = 1/2, 3/2 .. 2^23 - 1/2
 *   quantile(u) = a[k] + b[k] v,   k = exponent and leading bits of the mantissa of v, and the tail
 * </pre>
 *
 * Both tails have as many pieces in every octave, so that their extremes are met like the middle.
 * The number of pieces, a power of two, is the smallest that meets the tolerance.
 */
public final class TabulatedLaw {

  static final int UNUSED_BITS = Integer.SIZE - 24;
  private static final int MANTISSA_BITS = 23;
  private static final int LEAST_BITS = 2;
  private static final int MOST_BITS = 11;
  private static final int OCTAVES = 24;
  private static final float STEP = 0x1p-24f;

  /** Half a step: the smallest v. */
  static final float HALF = 0.5f;

  /** Places that the bits of v are shifted to the right. */
  final int shift;

  /** Shifted bits of the smallest v. */
  final int first;

  /** Pieces of a tail. */
  final int tail;

  /** a and b of every piece, in turn: lower tail, upper tail. */
  final float[] piece;

  /** Largest error, as a share of the tolerance. */
  private final double error;

  private TabulatedLaw(double value) {
    shift = Integer.SIZE - 1;
    first = 0;
    tail = 0;
    piece = new float[] {(float) value, 0};
    error = 0;
  }

  private TabulatedLaw(DoubleUnaryOperator quantiles, Tolerance tolerance, int bits) {
    shift = MANTISSA_BITS - bits;
    first = Float.floatToRawIntBits(HALF) >>> shift;
    tail = OCTAVES << bits;
    piece = new float[4 * tail];
    error = Math.max(fill(quantiles, tolerance, 0), fill(quantiles, tolerance, tail));
  }

  /** The same value for every u. */
  public static TabulatedLaw constant(double value) {
    return new TabulatedLaw(value);
  }

  /**
   * The table of a quantile function, which is smooth and grows.
   *
   * @param tolerance met up to 2048 pieces an octave, before rounding to float
   */
  public static TabulatedLaw of(DoubleUnaryOperator quantiles, Tolerance tolerance) {
    for (int bits = LEAST_BITS; ; bits++) {
      var table = new TabulatedLaw(quantiles, tolerance, bits);
      if (table.error <= 1 || bits == MOST_BITS) {
        return table;
      }
    }
  }

  /** Fills in one tail. A chord is moved by half of what it misses in the middle. */
  private double fill(DoubleUnaryOperator quantiles, Tolerance tolerance, int from) {
    double worst = 0;
    double start = HALF;
    double below = quantile(quantiles, start, from > 0);
    for (int k = 0; k < tail; k++) {
      double end = Float.intBitsToFloat((first + k + 1) << shift);
      double above = quantile(quantiles, end, from > 0);
      double middle = quantile(quantiles, (start + end) / 2, from > 0);
      double missed = (middle - (below + above) / 2) / 2;
      double slope = (above - below) / (end - start);
      piece[2 * (from + k)] = (float) (below - slope * start + missed);
      piece[2 * (from + k) + 1] = (float) slope;
      worst = Math.max(worst, Math.abs(missed) / tolerance.at(middle));
      start = end;
      below = above;
    }
    return worst;
  }

  private static double quantile(DoubleUnaryOperator quantiles, double v, boolean upper) {
    return quantiles.applyAsDouble(upper ? 1 - v * STEP : v * STEP);
  }

  boolean isConstant() {
    return tail == 0;
  }

  /** The quantile of the upper 24 bits of a word: the one of lower tail 0 .. 2^23 - 1 first. */
  public float quantile(int word) {
    int upper = word >> 31;
    float v = ((word ^ upper) >>> UNUSED_BITS) + HALF;
    int k = (Float.floatToRawIntBits(v) >>> shift) - first + (upper & tail);
    return piece[2 * k] + piece[2 * k + 1] * v;
  }

  /** The u of a word, as {@link #quantile} takes it. */
  public static double u(int word) {
    return ((word >>> UNUSED_BITS) + 0.5) * STEP;
  }

  /**
   * Largest error of a table: the larger of both.
   *
   * @param relative to the value
   * @param absolute in the unit of the value
   */
  public record Tolerance(double relative, double absolute) {

    double at(double value) {
      return Math.max(relative * Math.abs(value), absolute);
    }
  }
}
