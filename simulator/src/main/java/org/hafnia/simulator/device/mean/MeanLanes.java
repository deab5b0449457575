package org.hafnia.simulator.device.mean;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.I2L;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hafnia.simulator.random.PhiloxLanes;
import org.hafnia.simulator.random.TabulatedLanes;

/**
 * {@link MeanBatch#run} with one device per lane of a vector; the same bits. Needs the module
 * jdk.incubator.vector at run time: whoever names this class has made sure of it.
 *
 * <p>No method takes or gives a vector: where it happened not to be inlined, vectors would live on
 * the heap.
 */
public final class MeanLanes {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = LONGS.withLanes(int.class);
  private static final VectorSpecies<Float> FLOATS = LONGS.withLanes(float.class);
  private static final VectorShape HALF = VectorShape.forBitSize(LONGS.vectorBitSize() / 2);
  private static final VectorSpecies<Integer> HALF_INTS = VectorSpecies.of(int.class, HALF);

  private MeanLanes() {}

  /** Works out the levels of the first {@code count} devices. */
  public static void run(MeanBatch batch, MeanLaw law, int count) {
    if (law.devices || law.initials) {
      draw(batch, law, count);
    }
    TabulatedLanes.run(law.slope, batch.word[0], batch.slope, count);
    TabulatedLanes.run(law.lateSlope, batch.word[1], batch.lateSlope, count);
    TabulatedLanes.run(law.knee, batch.word[2], batch.knee, count);
    TabulatedLanes.run(law.offset, batch.word[3], batch.offset, count);
    TabulatedLanes.run(law.lnInitialOhm, batch.word[4], batch.lnInitialOhm, count);
    for (int j = 0; j < count; j += INTS.length()) {
      after(batch, j);
    }
  }

  private static void draw(MeanBatch batch, MeanLaw law, int count) {
    for (int j = 0; j < count; j += LONGS.length()) {
      IntVector device = IntVector.fromArray(HALF_INTS, batch.device, j);
      device.convertShape(I2L, LONGS, 0).reinterpretAsLongs().intoArray(batch.blocks.high, j);
      LongVector.zero(LONGS).intoArray(batch.blocks.low, j);
    }
    PhiloxLanes.run(batch.blocks, law.key, count);
    for (int j = 0; j < count; j += LONGS.length()) {
      words(batch, j);
    }
    if (law.sets && law.initials) {
      for (int j = 0; j < count; j += LONGS.length()) {
        IntVector sets = IntVector.fromArray(HALF_INTS, batch.sets, j);
        sets.convertShape(I2L, LONGS, 0).reinterpretAsLongs().intoArray(batch.blocks.low, j);
      }
      PhiloxLanes.run(batch.blocks, law.key, count);
    }
    for (int j = 0; law.initials && j < count; j += LONGS.length()) {
      initialWord(batch, j);
    }
  }

  private static void words(MeanBatch batch, int j) {
    LongVector words01 = LongVector.fromArray(LONGS, batch.blocks.words01, j);
    LongVector words23 = LongVector.fromArray(LONGS, batch.blocks.words23, j);
    LongVector word1 = words01.lanewise(LSHR, Integer.SIZE);
    LongVector word3 = words23.lanewise(LSHR, Integer.SIZE);
    ((IntVector) words01.convertShape(L2I, HALF_INTS, 0)).intoArray(batch.word[0], j);
    ((IntVector) word1.convertShape(L2I, HALF_INTS, 0)).intoArray(batch.word[1], j);
    ((IntVector) words23.convertShape(L2I, HALF_INTS, 0)).intoArray(batch.word[2], j);
    ((IntVector) word3.convertShape(L2I, HALF_INTS, 0)).intoArray(batch.word[3], j);
  }

  private static void initialWord(MeanBatch batch, int j) {
    LongVector words01 = LongVector.fromArray(LONGS, batch.blocks.words01, j);
    LongVector words23 = LongVector.fromArray(LONGS, batch.blocks.words23, j);
    LongVector upper = words01.and(MeanLaw.BYTE).lanewise(LSHL, 24);
    LongVector middle = words01.lanewise(LSHR, 16).and(MeanLaw.BYTE << 16);
    LongVector lower = words23.and(MeanLaw.BYTE).lanewise(LSHL, 8);
    LongVector word = upper.or(middle).or(lower);
    ((IntVector) word.convertShape(L2I, HALF_INTS, 0)).intoArray(batch.word[4], j);
  }

  private static void after(MeanBatch batch, int j) {
    FloatVector t =
        (FloatVector) IntVector.fromArray(INTS, batch.age, j).convertShape(I2F, FLOATS, 0);
    FloatVector slope = FloatVector.fromArray(FLOATS, batch.slope, j);
    FloatVector late = FloatVector.fromArray(FLOATS, batch.lateSlope, j);
    FloatVector knee = FloatVector.fromArray(FLOATS, batch.knee, j);
    FloatVector base =
        FloatVector.fromArray(FLOATS, batch.lnInitialOhm, j)
            .add(FloatVector.fromArray(FLOATS, batch.offset, j));
    FloatVector before = slope.mul(t).add(base);
    FloatVector after = late.mul(t).add(knee.mul(slope.sub(late)).add(base));
    after.blend(before, t.compare(LT, knee)).intoArray(batch.level, j);
  }
}
