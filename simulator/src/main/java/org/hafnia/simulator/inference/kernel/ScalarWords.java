package org.hafnia.simulator.inference.kernel;

import java.util.Arrays;

/** One word after the other. */
@SuppressWarnings("checkstyle:ParameterNumber") // as in the interface
final class ScalarWords implements WordKernel {

  @Override
  public void binary(long[] sign, int at, int words, long[] x, int xAt, int otherAt, long[] count) {
    Arrays.fill(count, 0, 2 * TILE, 0);
    for (int k = 0; k < words; k++) {
      for (int u = 0; u < TILE; u++) {
        long w = sign[at + TILE * k + u];
        count[u] += Long.bitCount(w ^ x[xAt + k]);
        count[TILE + u] += Long.bitCount(w ^ x[otherAt + k]);
      }
    }
  }

  @Override
  public void ternaryWeights(
      long[] sign, long[] mask, int at, int words, long[] x, int xAt, int otherAt, long[] count) {
    Arrays.fill(count, 0, 2 * TILE, 0);
    for (int k = 0; k < words; k++) {
      for (int u = 0; u < TILE; u++) {
        int i = at + TILE * k + u;
        count[u] += Long.bitCount((sign[i] ^ x[xAt + k]) & mask[i]);
        count[TILE + u] += Long.bitCount((sign[i] ^ x[otherAt + k]) & mask[i]);
      }
    }
  }

  @Override
  public void ternaryInput(
      long[] sign, long[] mask, int at, int words, long[] x, long[] xMask, int xAt, long[] count) {
    Arrays.fill(count, 0, TILE, 0);
    for (int k = 0; k < words; k++) {
      for (int u = 0; u < TILE; u++) {
        int i = at + TILE * k + u;
        long both = mask[i] & xMask[xAt + k];
        count[u] += 2 * Long.bitCount((sign[i] ^ x[xAt + k]) & both) - Long.bitCount(both);
      }
    }
  }

  @Override
  public long atMost(long[] count, int countAt, long[] limit, int at) {
    long bits = 0;
    for (int u = 0; u < TILE; u++) {
      bits |= count[countAt + u] <= limit[at + u] ? 1L << u : 0;
    }
    return bits;
  }

  @Override
  public void dots(double[] w, int at, int length, double[] x, double[] sum) {
    Arrays.fill(sum, 0, DOTS, 0);
    for (int k = 0; k < length; k++) {
      for (int u = 0; u < DOTS; u++) {
        // The product is exact: a fused multiplication and addition gives the same bits.
        sum[u] += w[at + DOTS * k + u] * x[k];
      }
    }
  }

  @Override
  public long atLeast(double[] sum, double[] limit, int at) {
    long bits = 0;
    for (int u = 0; u < DOTS; u++) {
      bits |= sum[u] >= limit[at + u] ? 1L << u : 0;
    }
    return bits;
  }

  @Override
  public void addRow(float[] x, int at, int count, int factor, double[] sum) {
    for (int i = 0; i < count; i++) {
      sum[i] += (double) factor * x[at + i];
    }
  }

  @Override
  public long atLeast(double[] value, int at, double limit) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      bits |= value[at + i] >= limit ? 1L << i : 0;
    }
    return bits;
  }

  @Override
  public void addRow(byte[] x, int at, int count, int factor, int[] sum) {
    for (int i = 0; i < count; i++) {
      sum[i] += factor * (x[at + i] & 0xff);
    }
  }

  @Override
  public long atLeast(int[] value, int at, int limit) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      bits |= value[at + i] >= limit ? 1L << i : 0;
    }
    return bits;
  }

  @Override
  public void addRows(
      byte[] x, int at, int[] list, int from, int to, int factor, int[] sum, int sumAt) {
    for (int k = from; k < to; k++) {
      int start = at + list[k];
      for (int i = 0; i < BLOCK; i++) {
        sum[sumAt + i] += factor * (x[start + i] & 0xff);
      }
    }
  }

  @Override
  public long reached(
      byte[] x, int at, int[] list, int from, int to, int lessFrom, int lessTo, int limit) {
    long bits = 0;
    for (int i = 0; i < BLOCK; i++) {
      int sum = 0;
      for (int k = from; k < to; k++) {
        sum += x[at + list[k] + i] & 0xff;
      }
      for (int k = lessFrom; k < lessTo; k++) {
        sum -= x[at + list[k] + i] & 0xff;
      }
      bits |= sum >= limit ? 1L << i : 0;
    }
    return bits;
  }

  @Override
  public boolean simd() {
    return false;
  }
}
