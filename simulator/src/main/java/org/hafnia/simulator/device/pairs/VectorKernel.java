package org.hafnia.simulator.device.pairs;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.I2L;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.mean.MeanLanes;
import org.hafnia.simulator.device.mean.MeanLaw;
import org.hafnia.simulator.device.noise.PinkBatch;
import org.hafnia.simulator.device.noise.PinkLanes;
import org.hafnia.simulator.device.pairs.BlockKernel.PairReader;
import org.hafnia.simulator.random.PhiloxBatch;
import org.hafnia.simulator.random.PhiloxLanes;

/** The arithmetic of {@link ScalarKernel}, a vector of devices at a time. */
final class VectorKernel implements BlockKernel {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = LONGS.withLanes(int.class);
  private static final VectorSpecies<Float> FLOATS = LONGS.withLanes(float.class);

  private static final int LANES = FLOATS.length();
  private static final VectorShape HALF = VectorShape.forBitSize(LONGS.vectorBitSize() / 2);
  private static final VectorSpecies<Integer> HALF_INTS = VectorSpecies.of(int.class, HALF);
  private static final VectorSpecies<Float> HALF_FLOATS = VectorSpecies.of(float.class, HALF);

  /** 0, 2, 4, ... */
  private static final IntVector INDEX = IntVector.zero(INTS).addIndex(2);

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
    for (int i = 0; i < DeviceColumn.BLOCK; i += LANES) {
      IntVector n = IntVector.fromArray(INTS, pulses, i).mul(sign).max(0);
      IntVector.fromArray(INTS, column.age, at + i).add(n).intoArray(column.age, at + i);
      if (column.isSet) {
        IntVector.fromArray(INTS, column.pulses, at + i).add(n).intoArray(column.pulses, at + i);
      }
    }
  }

  @Override
  public void select(DeviceColumn column, int at, int[] pulses, int sign, PulsedDevices pulsed) {
    PinkBatch devices = pulsed.devices;
    boolean telegraph = column.amplitude.length > 0;
    IntVector numbers = INDEX.add(column.device(at));
    int count = 0;
    for (int i = 0; i < DeviceColumn.BLOCK; i += LANES) {
      IntVector n = IntVector.fromArray(INTS, pulses, i).mul(sign);
      VectorMask<Integer> chosen = n.compare(GT, 0);
      pulsed.chosen[i / LANES] = chosen.toLong();
      numbers.add(2 * i).compress(chosen).intoArray(devices.device, count);
      IntVector.fromArray(INTS, column.pulses, at + i)
          .compress(chosen)
          .intoArray(devices.pulses, count);
      IntVector.fromArray(INTS, column.age, at + i).compress(chosen).intoArray(devices.age, count);
      if (column.isSet) {
        IntVector.fromArray(INTS, column.sets, at + i)
            .compress(chosen)
            .intoArray(pulsed.mean.sets, count);
      }
      if (telegraph) {
        FloatVector amplitude = FloatVector.fromArray(FLOATS, column.amplitude, at + i);
        amplitude.compress(chosen.cast(FLOATS)).intoArray(pulsed.amplitude, count);
        // The sign of the amplitude is the state.
        IntVector low = amplitude.reinterpretAsInts().lanewise(LSHR, 31);
        n.and(PulseNoise.HIGH - 1)
            .add(low.lanewise(XOR, 1).mul(PulseNoise.HIGH))
            .compress(chosen)
            .intoArray(pulsed.state, count);
      }
      count += chosen.trueCount();
    }
    devices.count = count;
  }

  @Override
  public void mean(MeanLaw law, PulsedDevices pulsed) {
    MeanLanes.run(pulsed.mean, law, pulsed.devices.count);
  }

  @Override
  public void addPink(long key, double unit, PulsedDevices pulsed) {
    PinkLanes.run(pulsed.devices, key, unit);
    for (int j = 0; j < pulsed.devices.count; j += LANES) {
      FloatVector.fromArray(FLOATS, pulsed.mean.level, j)
          .add(FloatVector.fromArray(FLOATS, pulsed.devices.noise, j))
          .intoArray(pulsed.mean.level, j);
    }
  }

  @Override
  public void put(DeviceColumn column, int at, PulsedDevices pulsed) {
    put(pulsed.mean.level, column.level, at, pulsed);
    if (column.amplitude.length > 0) {
      put(pulsed.amplitude, column.amplitude, at, pulsed);
    }
  }

  private static void put(float[] packed, float[] all, int at, PulsedDevices pulsed) {
    int j = 0;
    for (int i = 0; i < DeviceColumn.BLOCK; i += LANES) {
      VectorMask<Float> chosen = VectorMask.fromLong(FLOATS, pulsed.chosen[i / LANES]);
      FloatVector some = FloatVector.fromArray(FLOATS, packed, j).expand(chosen);
      FloatVector.fromArray(FLOATS, all, at + i).blend(some, chosen).intoArray(all, at + i);
      j += chosen.trueCount();
    }
  }

  @Override
  public void turnTelegraph(long key, long[] flip, PulsedDevices pulsed) {
    PhiloxBatch blocks = pulsed.blocks();
    int count = pulsed.devices.count;
    for (int j = 0; j < count; j += LONGS.length()) {
      IntVector pulses = IntVector.fromArray(HALF_INTS, pulsed.devices.pulses, j);
      pulses.convertShape(I2L, LONGS, 0).reinterpretAsLongs().intoArray(blocks.low, j);
      IntVector device = IntVector.fromArray(HALF_INTS, pulsed.devices.device, j);
      device.convertShape(I2L, LONGS, 0).reinterpretAsLongs().intoArray(blocks.high, j);
    }
    PhiloxLanes.run(blocks, key, count);
    for (int j = 0; j < count; j += LONGS.length()) {
      LongVector bits = LongVector.fromArray(LONGS, blocks.words01, j).and(0xFFFF_FFFFL);
      LongVector chance = LongVector.fromArray(LONGS, flip, 0, pulsed.state, j);
      VectorMask<Float> flips = bits.compare(LT, chance).cast(HALF_FLOATS);
      FloatVector amplitude = FloatVector.fromArray(HALF_FLOATS, pulsed.amplitude, j);
      amplitude.blend(amplitude.neg(), flips).intoArray(pulsed.amplitude, j);
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
      int count = reader.white().address(reader.step(), at, scratch.blocks());
      PhiloxLanes.run(scratch.blocks(), reader.white().key(), count);
      reader.white().add(scratch.blocks(), scratch.lnBl, scratch.lnBlb);
    }
    compare(scratch.lnBl, scratch.lnBlb, 0, weight, weightAt);
  }

  private static void addTelegraph(PairReader reader, int at, PulsedDevices scratch) {
    PhiloxBatch blocks = scratch.blocks();
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
