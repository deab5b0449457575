package org.hafnia.simulator.device.noise;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2L;
import static jdk.incubator.vector.VectorOperators.L2D;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.PhiloxLanes;

/**
 * {@link PinkBatch#run} with one device per lane of a vector; the same bits. Needs the module
 * jdk.incubator.vector at run time: whoever names this class has made sure of it.
 *
 * <p>The random blocks of a device come in half blocks of four samples. Counted back from the upper
 * half of the newest block they are 0, 1, ...; where the newest sample is in the lower half of its
 * block, all begin one later. Of two in a row four samples are taken, so that the newest of all is
 * the topmost of the first four.
 *
 * <p>No method takes or gives a vector: where it happened not to be inlined, vectors would live on
 * the heap (measured: half the speed).
 */
public final class PinkLanes {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = LONGS.length();
  private static final VectorSpecies<Double> DOUBLES = LONGS.withLanes(double.class);
  private static final VectorShape HALF = VectorShape.forBitSize(LONGS.vectorBitSize() / 2);
  private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, HALF);
  private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, HALF);

  private static final int SAMPLE_BITS = 16;
  private static final int PER_WORD = Long.SIZE / SAMPLE_BITS;
  private static final int WORDS = PinkBatch.WORDS;
  private static final long LOW = 0xFFFF_FFFFL;

  private PinkLanes() {}

  /** Works out the noise of the devices: their sums times a unit. */
  public static void run(PinkBatch batch, long key, double unit) {
    int stride = Math.ceilDiv(batch.count, LANES) * LANES;
    for (int j = 0; j < stride; j += LANES) {
      address(batch, j);
    }
    PhiloxLanes.run(batch.blocks, key, PinkBatch.BLOCKS * stride);
    boolean young = false;
    for (int j = 0; j < stride; j += LANES) {
      align(batch, j);
      young |= anyYoung(batch, j);
    }
    for (int j = 0; young && j < stride; j += LANES) {
      for (int word = 0; word < WORDS; word++) {
        forget(batch, j, word);
      }
    }
    for (int j = 0; j < stride; j += LANES) {
      weigh(batch, j, unit);
    }
  }

  /** Counters of the three random blocks of each device of a vector. */
  private static void address(PinkBatch batch, int j) {
    IntVector pulses = IntVector.fromArray(INTS, batch.pulses, j);
    LongVector newest = ((LongVector) pulses.convertShape(I2L, LONGS, 0)).sub(1);
    LongVector group = newest.lanewise(LSHR, 3);
    IntVector number = IntVector.fromArray(INTS, batch.device, j);
    LongVector device = (LongVector) number.convertShape(I2L, LONGS, 0);
    int at = PinkBatch.BLOCKS * j;
    for (int back = 0; back < PinkBatch.BLOCKS; back++) {
      group.sub(back).intoArray(batch.blocks.low, at + back * LANES);
      device.intoArray(batch.blocks.high, at + back * LANES);
    }
  }

  /** Four words of four samples each, the newest topmost in the first one. */
  private static void align(PinkBatch batch, int j) {
    IntVector pulses = IntVector.fromArray(INTS, batch.pulses, j);
    LongVector newest = ((LongVector) pulses.convertShape(I2L, LONGS, 0)).sub(1);
    VectorMask<Long> inUpper = newest.and(PER_WORD).compare(GT, 0);
    LongVector left = newest.and(PER_WORD - 1).lanewise(LSHL, 4).neg().add(48);
    // What a word leaves to the one before is shifted by 1 and the rest: by 64 would be not at all.
    LongVector right = left.neg().add(Long.SIZE - 1);
    int at = PinkBatch.BLOCKS * j;
    long[] uppers = batch.blocks.words23;
    long[] lowers = batch.blocks.words01;
    LongVector half0 = LongVector.fromArray(LONGS, uppers, at);
    LongVector half1 = LongVector.fromArray(LONGS, lowers, at);
    LongVector half2 = LongVector.fromArray(LONGS, uppers, at + LANES);
    LongVector half3 = LongVector.fromArray(LONGS, lowers, at + LANES);
    LongVector half4 = LongVector.fromArray(LONGS, uppers, at + 2 * LANES);
    LongVector half5 = LongVector.fromArray(LONGS, lowers, at + 2 * LANES);
    LongVector first = half1.blend(half0, inUpper);
    LongVector second = half2.blend(half1, inUpper);
    LongVector third = half3.blend(half2, inUpper);
    LongVector fourth = half4.blend(half3, inUpper);
    LongVector fifth = half5.blend(half4, inUpper);
    int to = WORDS * j;
    first
        .lanewise(LSHL, left)
        .or(second.lanewise(LSHR, 1).lanewise(LSHR, right))
        .intoArray(batch.samples, to);
    second
        .lanewise(LSHL, left)
        .or(third.lanewise(LSHR, 1).lanewise(LSHR, right))
        .intoArray(batch.samples, to + LANES);
    third
        .lanewise(LSHL, left)
        .or(fourth.lanewise(LSHR, 1).lanewise(LSHR, right))
        .intoArray(batch.samples, to + 2 * LANES);
    fourth
        .lanewise(LSHL, left)
        .or(fifth.lanewise(LSHR, 1).lanewise(LSHR, right))
        .intoArray(batch.samples, to + 3 * LANES);
  }

  /** Whether a device has had fewer pulses since its SET than are remembered. */
  private static boolean anyYoung(PinkBatch batch, int j) {
    IntVector age = IntVector.fromArray(INTS, batch.age, j);
    return age.compare(LT, WeakResetModel.PINK_TAPS).anyTrue();
  }

  /** Sets samples from before the last SET to 0. */
  private static void forget(PinkBatch batch, int j, int word) {
    IntVector ages = IntVector.fromArray(INTS, batch.age, j);
    LongVector age = (LongVector) ages.convertShape(I2L, LONGS, 0);
    LongVector kept = age.sub((long) PER_WORD * word).min(PER_WORD).max(0);
    LongVector shift = kept.neg().add(PER_WORD).lanewise(LSHL, 4);
    // A shift by 64 would be none: two, by half as much.
    LongVector half = shift.lanewise(LSHR, 1);
    LongVector mask = LongVector.broadcast(LONGS, -1L).lanewise(LSHL, half).lanewise(LSHL, half);
    int at = WORDS * j + word * LANES;
    LongVector.fromArray(LONGS, batch.samples, at).and(mask).intoArray(batch.samples, at);
  }

  /** Sum of b[k] x[k], four samples at a time. */
  private static void weigh(PinkBatch batch, int j, double unit) {
    LongVector sum = LongVector.zero(LONGS);
    for (int word = 0; word < WORDS; word++) {
      int k = PER_WORD * word;
      LongVector four = LongVector.fromArray(LONGS, batch.samples, WORDS * j + word * LANES);
      // Masked, so that the compiler takes the 32 x 32 -> 64 bit multiplication.
      LongVector b0 = LongVector.broadcast(LONGS, PinkNoise.coefficient(k)).and(LOW);
      LongVector b1 = LongVector.broadcast(LONGS, PinkNoise.coefficient(k + 1)).and(LOW);
      LongVector b2 = LongVector.broadcast(LONGS, PinkNoise.coefficient(k + 2)).and(LOW);
      LongVector b3 = LongVector.broadcast(LONGS, PinkNoise.coefficient(k + 3)).and(LOW);
      LongVector sum01 =
          four.lanewise(LSHR, 48).mul(b0).add(four.lanewise(LSHR, 32).and(0xFFFF).mul(b1));
      LongVector sum23 = four.lanewise(LSHR, 16).and(0xFFFF).mul(b2).add(four.and(0xFFFF).mul(b3));
      sum = sum.add(sum01).add(sum23);
    }
    DoubleVector value = ((DoubleVector) sum.convertShape(L2D, DOUBLES, 0)).mul(unit);
    ((FloatVector) value.convertShape(D2F, FLOATS, 0)).intoArray(batch.noise, j);
  }
}
