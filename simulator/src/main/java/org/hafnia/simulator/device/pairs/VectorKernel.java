package org.hafnia.simulator.device.pairs;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.PhiloxLanes;

/** The arithmetic of {@link ScalarKernel}, a vector of devices at a time. */
final class VectorKernel implements BlockKernel {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = LONGS.withLanes(int.class);
  private static final VectorSpecies<Float> FLOATS = LONGS.withLanes(float.class);
  private static final long[] B = PinkNoise.COEFFICIENT;

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
      IntVector n = IntVector.fromArray(INTS, pulses, i).mul(sign);
      VectorMask<Integer> pulsed = n.compare(GT, 0);
      if (!pulsed.anyTrue()) {
        continue;
      }
      IntVector age = IntVector.fromArray(INTS, column.age, at + i).add(n, pulsed);
      age.intoArray(column.age, at + i);
      if (column.isSet) {
        IntVector.fromArray(INTS, column.pulses, at + i)
            .add(n, pulsed)
            .intoArray(column.pulses, at + i);
      }
      FloatVector t = (FloatVector) age.convertShape(I2F, FLOATS, 0);
      FloatVector.fromArray(FLOATS, column.level, at + i)
          .blend(mean(column, at + i, t), pulsed.cast(FLOATS))
          .intoArray(column.level, at + i);
    }
  }

  private static FloatVector mean(DeviceColumn column, int i, FloatVector t) {
    FloatVector slope = FloatVector.fromArray(FLOATS, column.slope, i);
    FloatVector late = FloatVector.fromArray(FLOATS, column.lateSlope, i);
    FloatVector knee = FloatVector.fromArray(FLOATS, column.knee, i);
    FloatVector base = FloatVector.fromArray(FLOATS, column.base, i);
    FloatVector before = slope.mul(t).add(base);
    FloatVector after = late.mul(t).add(knee.mul(slope.sub(late)).add(base));
    return after.blend(before, t.compare(LT, knee));
  }

  @Override
  public void pink(long key, PulsedDevices pulsed) {
    for (int j = 0; j < pulsed.count; j += LONGS.length()) {
      LongVector device = LongVector.fromArray(LONGS, pulsed.device, j);
      LongVector newest = LongVector.fromArray(LONGS, pulsed.pulses, j).sub(1);
      LongVector age = LongVector.fromArray(LONGS, pulsed.age, j);
      pinkSum(key, device, newest, age).intoArray(pulsed.pink, j);
    }
  }

  /**
   * Lays the three random blocks that hold the last 16 samples side by side, shifts them until the
   * newest sample is the topmost, and weighs the samples from there on.
   */
  private static LongVector pinkSum(
      long key, LongVector device, LongVector newest, LongVector age) {
    LongVector group = newest.lanewise(LSHR, 3);
    PhiloxLanes last = PhiloxLanes.block(key, group, device);
    PhiloxLanes middle = PhiloxLanes.block(key, group.sub(1), device);
    PhiloxLanes first = PhiloxLanes.block(key, group.sub(2), device);
    VectorMask<Long> inUpper = newest.and(4).compare(GT, 0);
    LongVector word0 = first.words01().blend(first.words23(), inUpper);
    LongVector word1 = first.words23().blend(middle.words01(), inUpper);
    LongVector word2 = middle.words01().blend(middle.words23(), inUpper);
    LongVector word3 = middle.words23().blend(last.words01(), inUpper);
    LongVector word4 = last.words01().blend(last.words23(), inUpper);
    LongVector up = newest.and(3).lanewise(LSHL, 4).neg().add(48);
    LongVector sum = weighed(word4, word3, up, age, 0);
    sum = sum.add(weighed(word3, word2, up, age, 4));
    sum = sum.add(weighed(word2, word1, up, age, 8));
    return sum.add(weighed(word1, word0, up, age, 12));
  }

  /** Samples k .. k + 3, the newest topmost, times their b; those from before the SET are 0. */
  private static LongVector weighed(
      LongVector upper, LongVector lower, LongVector up, LongVector age, int k) {
    LongVector samples =
        upper.lanewise(LSHL, up).or(lower.lanewise(LSHR, 1).lanewise(LSHR, up.neg().add(63)));
    LongVector sum = LongVector.zero(LONGS);
    for (int i = 0; i < 4 && k + i < B.length; i++) {
      LongVector x = samples.lanewise(LSHR, 48 - 16 * i).and(0xFFFF);
      sum = sum.add(x.mul(B[k + i]), age.compare(GT, k + i));
    }
    return sum;
  }

  @Override
  public void chance(long key, PulsedDevices pulsed) {
    for (int j = 0; j < pulsed.count; j += LONGS.length()) {
      LongVector device = LongVector.fromArray(LONGS, pulsed.device, j);
      LongVector pulses = LongVector.fromArray(LONGS, pulsed.pulses, j);
      PhiloxLanes.block(key, pulses, device)
          .words01()
          .and(0xFFFF_FFFFL)
          .intoArray(pulsed.chance, j);
    }
  }

  @Override
  public void read(PairReader reader, int at, float[] weight, int weightAt) {
    LongVector step = LongVector.broadcast(LONGS, reader.step());
    LongVector couple = LongVector.broadcast(LONGS, at >>> 1).addIndex(1);
    for (int i = 0; i < DeviceColumn.BLOCK; i += FLOATS.length()) {
      FloatVector bl = FloatVector.fromArray(FLOATS, reader.bl().level, at + i);
      FloatVector blb = FloatVector.fromArray(FLOATS, reader.blb().level, at + i);
      if (reader.telegraph()) {
        PhiloxLanes bits = PhiloxLanes.block(reader.key(), step, couple);
        bl = bl.add(telegraph(bits.words01(), reader.bl().amplitude, at + i));
        blb = blb.add(telegraph(bits.words23(), reader.blb().amplitude, at + i));
        couple = couple.add(LONGS.length());
      }
      FloatVector.broadcast(FLOATS, -1f)
          .blend(1f, bl.compare(GE, blb))
          .intoArray(weight, weightAt + i);
    }
  }

  private static FloatVector telegraph(LongVector words, float[] amplitude, int at) {
    IntVector bits = words.reinterpretAsInts();
    FloatVector u1 = (FloatVector) bits.and(0xFFFF).convertShape(I2F, FLOATS, 0);
    FloatVector u2 = (FloatVector) bits.lanewise(LSHR, 16).convertShape(I2F, FLOATS, 0);
    FloatVector amp = FloatVector.fromArray(FLOATS, amplitude, at);
    return u1.mul(u2).mul(PairReader.UNIT).mul(amp.blend(0f, amp.compare(LT, 0f)));
  }
}
