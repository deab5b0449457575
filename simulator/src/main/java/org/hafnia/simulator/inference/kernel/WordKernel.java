package org.hafnia.simulator.inference.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums of a tile of 64 units over one packed input. A bit is 1 for +1; in a ternary plane the mask
 * is 1 for +1 and -1, and the sign of a 0 is 0. Word k of unit u of a tile lies at {@code at + 64 k
 * + u}: a vector holds the same word of neighbouring units, so that no sum crosses lanes.
 *
 * <pre>
 *   sum over i of w[i] x[i] = n - 2 d     n products that are not 0, d of them -1
 * </pre>
 *
 * Its members give the same bits: they only count, compare, or add in the same order.
 */
@SuppressWarnings(
    "checkstyle:ParameterNumber") // flat arrays with their offsets, or there is garbage
public sealed interface WordKernel permits ScalarWords, VectorWords {

  /** Units of a tile. */
  int TILE = 64;

  /** Units of a tile of {@link #dots}. */
  int DOTS = 32;

  /** Sums that {@link #addRows} makes at once. */
  int BLOCK = 64;

  /** Rows whose sums and differences 16 bits hold: 128 x 255 = 32,640. */
  int FEW = 128;

  /**
   * {@code count[u] = d}, weights and input binary: d = popcount(w xor x); for two inputs at once,
   * the other's counts after those of the first.
   */
  void binary(long[] sign, int at, int words, long[] x, int xAt, int otherAt, long[] count);

  /** As {@link #binary} with ternary weights: d = popcount((w xor x) and m). */
  void ternaryWeights(
      long[] sign, long[] mask, int at, int words, long[] x, int xAt, int otherAt, long[] count);

  /**
   * {@code count[u] = 2 d - n}, weights binary (with a mask of ones) or ternary, input ternary, its
   * mask beside its sign: n = popcount(m and xm), d = popcount((w xor x) and m and xm).
   */
  void ternaryInput(
      long[] sign, long[] mask, int at, int words, long[] x, long[] xMask, int xAt, long[] count);

  /** Bit u is 1 where {@code count[countAt + u] <= limit[at + u]}. */
  long atMost(long[] count, int countAt, long[] limit, int at);

  /**
   * {@code sum[u] = sum over k of w[at + 32 k + u] x[k]} for a tile of 32 units of weights -1, 0,
   * +1, added in the order of k.
   */
  void dots(double[] w, int at, int length, double[] x, double[] sum);

  /** Bit u is 1 where {@code sum[u] >= limit[at + u]}, for the units of a tile of {@link #dots}. */
  long atLeast(double[] sum, double[] limit, int at);

  /** {@code sum[i] += factor x[at + i]} for i from 0 to {@code count - 1}. */
  void addRow(float[] x, int at, int count, int factor, double[] sum);

  /** Bit i is 1 where {@code value[at + i] >= limit}, for i from 0 to 63. */
  long atLeast(double[] value, int at, double limit);

  /** {@code sum[i] += factor x[at + i]}, with x unsigned, for i from 0 to {@code count - 1}. */
  void addRow(byte[] x, int at, int count, int factor, int[] sum);

  /** Bit i is 1 where {@code value[at + i] >= limit}, for i from 0 to 63. */
  long atLeast(int[] value, int at, int limit);

  /**
   * Adds whole rows of unsigned bytes where a list says they start, for i from 0 to 63:
   *
   * <pre>
   *   sum[sumAt + i] += factor (sum over k from {@code from} to {@code to - 1} of
   *     x[at + list[k] + i])
   * </pre>
   */
  void addRows(byte[] x, int at, int[] list, int from, int to, int factor, int[] sum, int sumAt);

  /**
   * Bit i is 1 where the sum of some rows less that of others reaches a limit, for i from 0 to 63
   * and up to {@link #FEW} rows in all:
   *
   * <pre>
   *   (sum over k from {@code from} to {@code to - 1} of x[at + list[k] + i])
   *     - (sum over k from {@code lessFrom} to {@code lessTo - 1}) >= limit
   * </pre>
   *
   * @param limit between -32,768 and 32,767
   */
  long reached(byte[] x, int at, int[] list, int from, int to, int lessFrom, int lessTo, int limit);

  /** Whether it computes in vectors. */
  boolean simd();

  /** The scalar one, that every machine has. */
  static WordKernel scalar() {
    return new ScalarWords();
  }

  /** The faster one that this process can run. */
  static WordKernel best() {
    return Choice.BEST;
  }

  /** Chooses once per process, and says which. */
  final class Choice {

    private static final Logger LOG = LoggerFactory.getLogger(Choice.class);
    private static final WordKernel BEST = choose();

    private Choice() {}

    private static WordKernel choose() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        LOG.info(
            "Packed inference: scalar, as the JVM runs without --add-modules jdk.incubator.vector");
        return new ScalarWords();
      }
      // Only here is VectorWords loaded: without the module it cannot be.
      int lanes = VectorWords.lanes();
      if (lanes < VectorWords.LANES) {
        LOG.info("Packed inference: scalar, as this CPU offers only {} lanes of 64 bits", lanes);
        return new ScalarWords();
      }
      LOG.info("Packed inference: Vector API, {} lanes of 64 bits", lanes);
      return new VectorWords();
    }
  }
}
