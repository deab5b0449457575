package org.hafnia.simulator.random;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Philox} in the lanes of a vector, one block per lane, the same bits as the scalar form.
 * Needs the module jdk.incubator.vector at run time; whoever names this class has made sure of it.
 *
 * @param words01 output words 0 and 1 of each lane's block
 * @param words23 output words 2 and 3 of each lane's block
 */
public record PhiloxLanes(LongVector words01, LongVector words23) {

  /** Blocks with counter words 0 and 1 in {@code low}, words 2 and 3 in {@code high}. */
  public static PhiloxLanes block(long key, LongVector low, LongVector high) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    LongVector word0 = low;
    LongVector word1 = low.lanewise(VectorOperators.LSHR, 32);
    LongVector word2 = high;
    LongVector word3 = high.lanewise(VectorOperators.LSHR, 32);
    for (int round = 0; round < Philox.ROUNDS; round++) {
      // Upper halves may hold anything: the mask before the product is also what lets the
      // compiler use the 32 x 32 -> 64 bit multiplication.
      LongVector product0 = word0.and(Philox.LOW_HALF).mul(Philox.MULTIPLIER_0);
      LongVector product1 = word2.and(Philox.LOW_HALF).mul(Philox.MULTIPLIER_1);
      word0 = product1.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, word1);
      word0 = word0.lanewise(VectorOperators.XOR, key0 & Philox.LOW_HALF);
      word1 = product1;
      word2 = product0.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, word3);
      word2 = word2.lanewise(VectorOperators.XOR, key1 & Philox.LOW_HALF);
      word3 = product0;
      key0 += Philox.WEYL_0;
      key1 += Philox.WEYL_1;
    }
    return new PhiloxLanes(joined(word0, word1), joined(word2, word3));
  }

  private static LongVector joined(LongVector lower, LongVector upper) {
    return lower.and(Philox.LOW_HALF).or(upper.lanewise(VectorOperators.LSHL, 32));
  }
}
