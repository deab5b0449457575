package org.hafnia.simulator.inference.kernel;

import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight words at a time, for CPUs with vectors of 512 bits (on them the popcount of eight words is
 * one instruction, VPOPCNTQ). All eight sums of a tile stay in registers: a word of the input is
 * loaded once for 64 units. Written out, as an array of vectors would live on the heap, and so
 * would vectors handed to a method that happens not to be inlined (measured: a third of the speed).
 */
@SuppressWarnings({
  "checkstyle:ParameterNumber", // as in the interface
  "checkstyle:MethodLength" // eight sums, written out
})
final class VectorWords implements WordKernel {

  /** Words in a vector. */
  static final int LANES = 8;

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;
  private static final VectorSpecies<Byte> HALF = ByteVector.SPECIES_256;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_512;

  /** Rows of bytes whose sums 16 bits hold: 257 x 255 = 65,535. */
  private static final int ROWS = 257;

  /** What the CPU has. */
  static int lanes() {
    return LongVector.SPECIES_PREFERRED.length();
  }

  @Override
  public void binary(long[] sign, int at, int words, long[] x, int xAt, int otherAt, long[] count) {
    TwoInputs.binary(sign, at, words, x, xAt, otherAt, count);
  }

  @Override
  public void ternaryWeights(
      long[] sign, long[] mask, int at, int words, long[] x, int xAt, int otherAt, long[] count) {
    TwoInputs.ternaryWeights(sign, mask, at, words, x, xAt, otherAt, count);
  }

  @Override
  public void ternaryInput(
      long[] sign, long[] mask, int at, int words, long[] x, long[] xMask, int xAt, long[] count) {
    LongVector sum0 = LongVector.zero(LONGS);
    LongVector sum1 = sum0;
    LongVector sum2 = sum0;
    LongVector sum3 = sum0;
    LongVector sum4 = sum0;
    LongVector sum5 = sum0;
    LongVector sum6 = sum0;
    LongVector sum7 = sum0;
    for (int k = 0; k < words; k++) {
      int i = at + TILE * k;
      LongVector in = LongVector.broadcast(LONGS, x[xAt + k]);
      LongVector on = LongVector.broadcast(LONGS, xMask[xAt + k]);
      LongVector both0 = LongVector.fromArray(LONGS, mask, i).and(on);
      LongVector minus0 = LongVector.fromArray(LONGS, sign, i).lanewise(XOR, in).and(both0);
      sum0 = sum0.add(minus0.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum0 = sum0.sub(both0.lanewise(BIT_COUNT));
      LongVector both1 = LongVector.fromArray(LONGS, mask, i + 8).and(on);
      LongVector minus1 = LongVector.fromArray(LONGS, sign, i + 8).lanewise(XOR, in).and(both1);
      sum1 = sum1.add(minus1.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum1 = sum1.sub(both1.lanewise(BIT_COUNT));
      LongVector both2 = LongVector.fromArray(LONGS, mask, i + 16).and(on);
      LongVector minus2 = LongVector.fromArray(LONGS, sign, i + 16).lanewise(XOR, in).and(both2);
      sum2 = sum2.add(minus2.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum2 = sum2.sub(both2.lanewise(BIT_COUNT));
      LongVector both3 = LongVector.fromArray(LONGS, mask, i + 24).and(on);
      LongVector minus3 = LongVector.fromArray(LONGS, sign, i + 24).lanewise(XOR, in).and(both3);
      sum3 = sum3.add(minus3.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum3 = sum3.sub(both3.lanewise(BIT_COUNT));
      LongVector both4 = LongVector.fromArray(LONGS, mask, i + 32).and(on);
      LongVector minus4 = LongVector.fromArray(LONGS, sign, i + 32).lanewise(XOR, in).and(both4);
      sum4 = sum4.add(minus4.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum4 = sum4.sub(both4.lanewise(BIT_COUNT));
      LongVector both5 = LongVector.fromArray(LONGS, mask, i + 40).and(on);
      LongVector minus5 = LongVector.fromArray(LONGS, sign, i + 40).lanewise(XOR, in).and(both5);
      sum5 = sum5.add(minus5.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum5 = sum5.sub(both5.lanewise(BIT_COUNT));
      LongVector both6 = LongVector.fromArray(LONGS, mask, i + 48).and(on);
      LongVector minus6 = LongVector.fromArray(LONGS, sign, i + 48).lanewise(XOR, in).and(both6);
      sum6 = sum6.add(minus6.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum6 = sum6.sub(both6.lanewise(BIT_COUNT));
      LongVector both7 = LongVector.fromArray(LONGS, mask, i + 56).and(on);
      LongVector minus7 = LongVector.fromArray(LONGS, sign, i + 56).lanewise(XOR, in).and(both7);
      sum7 = sum7.add(minus7.lanewise(BIT_COUNT).lanewise(LSHL, 1));
      sum7 = sum7.sub(both7.lanewise(BIT_COUNT));
    }
    sum0.intoArray(count, 0);
    sum1.intoArray(count, 8);
    sum2.intoArray(count, 16);
    sum3.intoArray(count, 24);
    sum4.intoArray(count, 32);
    sum5.intoArray(count, 40);
    sum6.intoArray(count, 48);
    sum7.intoArray(count, 56);
  }

  private static LongVector load(long[] words, int at) {
    return LongVector.fromArray(LONGS, words, at);
  }

  @Override
  public long atMost(long[] count, int countAt, long[] limit, int at) {
    long bits = 0;
    for (int u = 0; u < TILE; u += LANES) {
      bits |= load(count, countAt + u).compare(LE, load(limit, at + u)).toLong() << u;
    }
    return bits;
  }

  @Override
  public void dots(double[] w, int at, int length, double[] x, double[] sum) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = sum0;
    DoubleVector sum2 = sum0;
    DoubleVector sum3 = sum0;
    for (int k = 0; k < length; k++) {
      DoubleVector in = DoubleVector.broadcast(DOUBLES, x[k]);
      int i = at + DOTS * k;
      sum0 = DoubleVector.fromArray(DOUBLES, w, i).fma(in, sum0);
      sum1 = DoubleVector.fromArray(DOUBLES, w, i + 8).fma(in, sum1);
      sum2 = DoubleVector.fromArray(DOUBLES, w, i + 16).fma(in, sum2);
      sum3 = DoubleVector.fromArray(DOUBLES, w, i + 24).fma(in, sum3);
    }
    sum0.intoArray(sum, 0);
    sum1.intoArray(sum, 8);
    sum2.intoArray(sum, 16);
    sum3.intoArray(sum, 24);
  }

  @Override
  public long atLeast(double[] sum, double[] limit, int at) {
    long bits = 0;
    for (int u = 0; u < DOTS; u += LANES) {
      DoubleVector some = DoubleVector.fromArray(DOUBLES, sum, u);
      bits |= some.compare(GE, DoubleVector.fromArray(DOUBLES, limit, at + u)).toLong() << u;
    }
    return bits;
  }

  @Override
  public void addRow(float[] x, int at, int count, int factor, double[] sum) {
    DoubleVector weight = DoubleVector.broadcast(DOUBLES, factor);
    int whole = DOUBLES.loopBound(count);
    for (int i = 0; i < whole; i += DOUBLES.length()) {
      FloatVector row = FloatVector.fromArray(FLOATS, x, at + i);
      DoubleVector values = (DoubleVector) row.convertShape(F2D, DOUBLES, 0);
      values.fma(weight, DoubleVector.fromArray(DOUBLES, sum, i)).intoArray(sum, i);
    }
    for (int i = whole; i < count; i++) {
      sum[i] += (double) factor * x[at + i];
    }
  }

  @Override
  public long atLeast(double[] value, int at, double limit) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i += DOUBLES.length()) {
      bits |= DoubleVector.fromArray(DOUBLES, value, at + i).compare(GE, limit).toLong() << i;
    }
    return bits;
  }

  @Override
  public void addRow(byte[] x, int at, int count, int factor, int[] sum) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += INTS.length()) {
      ByteVector row = ByteVector.fromArray(BYTES, x, at + i);
      IntVector values = (IntVector) row.convertShape(ZERO_EXTEND_B2I, INTS, 0);
      IntVector.fromArray(INTS, sum, i).add(values.mul(factor)).intoArray(sum, i);
    }
    for (int i = whole; i < count; i++) {
      sum[i] += factor * (x[at + i] & 0xff);
    }
  }

  @Override
  public long atLeast(int[] value, int at, int limit) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i += INTS.length()) {
      bits |= IntVector.fromArray(INTS, value, at + i).compare(GE, limit).toLong() << i;
    }
    return bits;
  }

  @Override
  public void addRows(
      byte[] x, int at, int[] list, int from, int to, int factor, int[] sum, int sumAt) {
    for (int start = from; start < to; start += ROWS) {
      int end = Math.min(start + ROWS, to);
      ShortVector low = ShortVector.zero(SHORTS);
      ShortVector high = low;
      for (int k = start; k < end; k++) {
        int i = at + list[k];
        ByteVector first = ByteVector.fromArray(HALF, x, i);
        ByteVector second = ByteVector.fromArray(HALF, x, i + 32);
        low = low.add(first.convertShape(ZERO_EXTEND_B2S, SHORTS, 0));
        high = high.add(second.convertShape(ZERO_EXTEND_B2S, SHORTS, 0));
      }
      IntVector sum0 = (IntVector) low.convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector sum1 = (IntVector) low.convertShape(ZERO_EXTEND_S2I, INTS, 1);
      IntVector sum2 = (IntVector) high.convertShape(ZERO_EXTEND_S2I, INTS, 0);
      IntVector sum3 = (IntVector) high.convertShape(ZERO_EXTEND_S2I, INTS, 1);
      IntVector.fromArray(INTS, sum, sumAt).add(sum0.mul(factor)).intoArray(sum, sumAt);
      IntVector.fromArray(INTS, sum, sumAt + 16).add(sum1.mul(factor)).intoArray(sum, sumAt + 16);
      IntVector.fromArray(INTS, sum, sumAt + 32).add(sum2.mul(factor)).intoArray(sum, sumAt + 32);
      IntVector.fromArray(INTS, sum, sumAt + 48).add(sum3.mul(factor)).intoArray(sum, sumAt + 48);
    }
  }

  @Override
  public long reached(
      byte[] x, int at, int[] list, int from, int to, int lessFrom, int lessTo, int limit) {
    ShortVector low = ShortVector.zero(SHORTS);
    ShortVector high = low;
    for (int k = from; k < to; k++) {
      int i = at + list[k];
      ByteVector first = ByteVector.fromArray(HALF, x, i);
      ByteVector second = ByteVector.fromArray(HALF, x, i + 32);
      low = low.add(first.convertShape(ZERO_EXTEND_B2S, SHORTS, 0));
      high = high.add(second.convertShape(ZERO_EXTEND_B2S, SHORTS, 0));
    }
    for (int k = lessFrom; k < lessTo; k++) {
      int i = at + list[k];
      ByteVector first = ByteVector.fromArray(HALF, x, i);
      ByteVector second = ByteVector.fromArray(HALF, x, i + 32);
      low = low.sub(first.convertShape(ZERO_EXTEND_B2S, SHORTS, 0));
      high = high.sub(second.convertShape(ZERO_EXTEND_B2S, SHORTS, 0));
    }
    long bits = low.compare(GE, (short) limit).toLong();
    return bits | high.compare(GE, (short) limit).toLong() << 32;
  }

  @Override
  public boolean simd() {
    return true;
  }
}
