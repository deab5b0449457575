package org.hafnia.simulator.device.pairs;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.noise.PinkNoise;
import org.hafnia.simulator.device.pairs.BlockKernel.PairReader;
import org.hafnia.simulator.random.PhiloxBatch;
import org.hafnia.simulator.random.PhiloxLanes;

/** The arithmetic of {@link ScalarKernel}, a vector of devices at a time. */
final class VectorKernel implements BlockKernel {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = LONGS.withLanes(int.class);
  private static final VectorSpecies<Float> FLOATS = LONGS.withLanes(float.class);

  /** Lanes of float; below 8 the scalar form is as fast. */
  static int lanes() {
    return FLOATS.length();
  }

  @Override
  public void round(float[] update, int at, int[] pulses) {
    float most = WeakResetModel.MAX_PULSES;
    for (int i = 0; i < DeviceColumn.BLOCK; i += FLOATS.length()) {
      FloatVector u = FloatVector.fromArray(FLOATS, update, at + i);
      FloatVector clipped = u.blend(most, u.compare(GT, most)).blend(-most, u.compare(LT, -most));
      clipped
          .add(ScalarKernel.ROUNDER)
          .sub(ScalarKernel.ROUNDER)
          .convertShape(F2I, INTS, 0)
          .reinterpretAsInts()
          .intoArray(pulses, i);
    }
  }

  @Override
  public void age(DeviceColumn column, int at, int[] pulses, int sign) {
    for (int i = 0; i < DeviceColumn.BLOCK; i += INTS.length()) {
      ageLanes(column, at + i, pulses, i, sign);
    }
  }

  /** In one piece: vectors handed to a method that is not inlined would be boxed. */
  private static void ageLanes(DeviceColumn column, int i, int[] pulses, int from, int sign) {
    IntVector n = IntVector.fromArray(INTS, pulses, from).mul(sign).max(0);
    IntVector age = IntVector.fromArray(INTS, column.age, i).add(n);
    age.intoArray(column.age, i);
    if (column.isSet) {
      IntVector.fromArray(INTS, column.pulses, i).add(n).intoArray(column.pulses, i);
    }
    FloatVector t = (FloatVector) age.convertShape(I2F, FLOATS, 0);
    FloatVector slope = FloatVector.fromArray(FLOATS, column.slope, i);
    FloatVector late = FloatVector.fromArray(FLOATS, column.lateSlope, i);
    FloatVector knee = FloatVector.fromArray(FLOATS, column.knee, i);
    FloatVector base = FloatVector.fromArray(FLOATS, column.base, i);
    FloatVector before = slope.mul(t).add(base);
    FloatVector after = late.mul(t).add(knee.mul(slope.sub(late)).add(base));
    FloatVector mean = after.blend(before, t.compare(LT, knee));
    FloatVector fresh = (FloatVector) n.convertShape(I2F, FLOATS, 0);
    FloatVector.fromArray(FLOATS, column.level, i)
        .blend(mean, fresh.compare(GT, 0f))
        .intoArray(column.level, i);
  }

  @Override
  public void pink(long key, PulsedDevices pulsed) {
    int stride = Math.ceilDiv(pulsed.count, LONGS.length()) * LONGS.length();
    PhiloxBatch blocks = pulsed.blocks;
    for (int j = 0; j < stride; j += LONGS.length()) {
      LongVector device = LongVector.fromArray(LONGS, pulsed.device, j);
      LongVector group = LongVector.fromArray(LONGS, pulsed.pulses, j).sub(1).lanewise(LSHR, 3);
      for (int back = 0; back < 3; back++) {
        group.sub(back).intoArray(blocks.low, back * stride + j);
        device.intoArray(blocks.high, back * stride + j);
      }
    }
    PhiloxLanes.run(blocks, key, 3 * stride);
    Arrays.fill(pulsed.pink, 0, stride, 0);
    for (int word = 0; word < 4; word++) {
      addSamples(pulsed, stride, word);
    }
  }

  /**
   * Adds the samples k = 4 word .. 4 word + 3 times their b; those from before the last SET count
   * as 0. The random blocks of a device come in half blocks of four samples; where the newest
   * sample is in the lower half of its block, the word begins one half block later. Of two half
   * blocks in a row four samples are taken, so that the newest of all is the topmost of word 0.
   */
  private static void addSamples(PulsedDevices pulsed, int stride, int word) {
    int k = 4 * word;
    LongVector b0 = weight(k);
    LongVector b1 = weight(k + 1);
    LongVector b2 = weight(k + 2);
    LongVector b3 = weight(k + 3);
    for (int j = 0; j < stride; j += LONGS.length()) {
      LongVector newest = LongVector.fromArray(LONGS, pulsed.pulses, j).sub(1);
      VectorMask<Long> inUpper = newest.and(4).compare(GT, 0);
      LongVector left = newest.and(3).lanewise(LSHL, 4).neg().add(48);
      LongVector first = halfBlock(pulsed.blocks, word, stride, j);
      LongVector second = halfBlock(pulsed.blocks, word + 1, stride, j);
      LongVector third = halfBlock(pulsed.blocks, word + 2, stride, j);
      LongVector older = third.blend(second, inUpper).lanewise(LSHR, 1);
      LongVector x =
          second
              .blend(first, inUpper)
              .lanewise(LSHL, left)
              .or(older.lanewise(LSHR, left.neg().add(63)));
      LongVector age = LongVector.fromArray(LONGS, pulsed.age, j);
      LongVector.fromArray(LONGS, pulsed.pink, j)
          .add(x.lanewise(LSHR, 48).and(0xFFFF).mul(b0), age.compare(GT, k))
          .add(x.lanewise(LSHR, 32).and(0xFFFF).mul(b1), age.compare(GT, k + 1))
          .add(x.lanewise(LSHR, 16).and(0xFFFF).mul(b2), age.compare(GT, k + 2))
          .add(x.and(0xFFFF).mul(b3), age.compare(GT, k + 3))
          .intoArray(pulsed.pink, j);
    }
  }

  /** Half block number {@code half}, counted back from the upper half of the newest block. */
  private static LongVector halfBlock(PhiloxBatch blocks, int half, int stride, int j) {
    long[] words = half % 2 == 0 ? blocks.words23 : blocks.words01;
    return LongVector.fromArray(LONGS, words, half / 2 * stride + j);
  }

  private static LongVector weight(int k) {
    long b = PinkNoise.coefficient(k);
    return LongVector.broadcast(LONGS, b).and(0xFFFF_FFFFL);
  }

  @Override
  public void chance(long key, PulsedDevices pulsed) {
    System.arraycopy(pulsed.pulses, 0, pulsed.blocks.low, 0, pulsed.count);
    System.arraycopy(pulsed.device, 0, pulsed.blocks.high, 0, pulsed.count);
    PhiloxLanes.run(pulsed.blocks, key, pulsed.count);
    for (int j = 0; j < pulsed.count; j++) {
      pulsed.chance[j] = pulsed.blocks.words01[j] & 0xFFFF_FFFFL;
    }
  }

  @Override
  public void read(PairReader reader, int at, float[] weight, int weightAt) {
    boolean white = reader.white().isOn();
    if (!reader.telegraph() && !white) {
      compare(reader.bl().level, reader.blb().level, at, weight, weightAt);
      return;
    }
    PulsedDevices scratch = PulsedDevices.ofThread();
    if (reader.telegraph()) {
      addTelegraph(reader, at, scratch);
    } else {
      System.arraycopy(reader.bl().level, at, scratch.lnBl, 0, DeviceColumn.BLOCK);
      System.arraycopy(reader.blb().level, at, scratch.lnBlb, 0, DeviceColumn.BLOCK);
    }
    if (white) {
      int count = reader.white().address(reader.step(), at, scratch.blocks);
      PhiloxLanes.run(scratch.blocks, reader.white().key(), count);
      reader.white().add(scratch.blocks, scratch.lnBl, scratch.lnBlb);
    }
    compare(scratch.lnBl, scratch.lnBlb, 0, weight, weightAt);
  }

  private static void addTelegraph(PairReader reader, int at, PulsedDevices scratch) {
    PhiloxBatch blocks = scratch.blocks;
    int couples = DeviceColumn.BLOCK / 2;
    long first = (long) at >>> 1;
    for (int i = 0; i < couples; i++) {
      blocks.low[i] = reader.step();
      blocks.high[i] = first + i;
    }
    PhiloxLanes.run(blocks, reader.key(), couples);
    addTelegraph(reader.bl(), at, blocks.words01, scratch.lnBl);
    addTelegraph(reader.blb(), at, blocks.words23, scratch.lnBlb);
  }

  private static void addTelegraph(DeviceColumn column, int at, long[] words, float[] lnOhm) {
    for (int i = 0; i < DeviceColumn.BLOCK; i += FLOATS.length()) {
      IntVector bits = LongVector.fromArray(LONGS, words, i >>> 1).reinterpretAsInts();
      FloatVector u1 = (FloatVector) bits.and(0xFFFF).convertShape(I2F, FLOATS, 0);
      FloatVector u2 = (FloatVector) bits.lanewise(LSHR, 16).convertShape(I2F, FLOATS, 0);
      FloatVector amp = FloatVector.fromArray(FLOATS, column.amplitude, at + i);
      FloatVector.fromArray(FLOATS, column.level, at + i)
          .add(u1.mul(u2).mul(PairReader.UNIT).mul(amp.blend(0f, amp.compare(LT, 0f))))
          .intoArray(lnOhm, i);
    }
  }

  private static void compare(float[] lnBl, float[] lnBlb, int at, float[] weight, int weightAt) {
    FloatVector minus = FloatVector.broadcast(FLOATS, -1f);
    for (int i = 0; i < DeviceColumn.BLOCK; i += FLOATS.length()) {
      FloatVector bl = FloatVector.fromArray(FLOATS, lnBl, at + i);
      FloatVector blb = FloatVector.fromArray(FLOATS, lnBlb, at + i);
      minus.blend(1f, bl.compare(GE, blb)).intoArray(weight, weightAt + i);
    }
  }
}
