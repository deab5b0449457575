package org.hafnia.simulator.random;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link PhiloxBatch#run} with one block per lane of a vector; the same bits. Needs the module
 * jdk.incubator.vector at run time: whoever names this class has made sure of it.
 *
 * <p>A round is 8 instructions for 8 blocks on a CPU with vectors of 512 bits: two products, two
 * shifts, two exclusive ors of three, two masks.
 */
public final class PhiloxLanes {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final long LOW = Philox.LOW_HALF;

  private PhiloxLanes() {}

  /** Works out the first {@code count} blocks, and perhaps some of the padding. */
  public static void run(PhiloxBatch batch, long key, int count) {
    batch.schedule(key);
    for (int i = 0; i < count; i += LONGS.length()) {
      block(batch, i);
    }
  }

  private static void block(PhiloxBatch batch, int i) {
    LongVector word0 = LongVector.fromArray(LONGS, batch.low, i);
    LongVector word1 = word0.lanewise(LSHR, 32);
    LongVector word2 = LongVector.fromArray(LONGS, batch.high, i);
    LongVector word3 = word2.lanewise(LSHR, 32);
    // Masking both factors is what lets the compiler take the 32 x 32 -> 64 bit multiplication.
    LongVector multiplier0 = LongVector.broadcast(LONGS, Philox.MULTIPLIER_0).and(LOW);
    LongVector multiplier1 = LongVector.broadcast(LONGS, Philox.MULTIPLIER_1).and(LOW);
    for (int k = 0; k < 2 * Philox.NOISE_ROUNDS; k += 2) {
      LongVector key0 = LongVector.broadcast(LONGS, batch.keys[k]);
      LongVector key1 = LongVector.broadcast(LONGS, batch.keys[k + 1]);
      // Upper halves may hold anything before the mask.
      LongVector product0 = word0.and(LOW).mul(multiplier0);
      LongVector product1 = word2.and(LOW).mul(multiplier1);
      word0 = product1.lanewise(LSHR, 32).lanewise(XOR, word1).lanewise(XOR, key0);
      word1 = product1;
      word2 = product0.lanewise(LSHR, 32).lanewise(XOR, word3).lanewise(XOR, key1);
      word3 = product0;
    }
    word0.and(LOW).or(word1.lanewise(LSHL, 32)).intoArray(batch.words01, i);
    word2.and(LOW).or(word3.lanewise(LSHL, 32)).intoArray(batch.words23, i);
  }
}
