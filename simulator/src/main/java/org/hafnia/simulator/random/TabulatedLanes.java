package org.hafnia.simulator.random;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link TabulatedLaw#quantile} with one word per lane of a vector; the same bits. Needs the module
 * jdk.incubator.vector at run time: whoever names this class has made sure of it.
 */
public final class TabulatedLanes {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class);

  private TabulatedLanes() {}

  /**
   * {@code value[j] = quantile(word[j])} for the first {@code count} words, and perhaps some of the
   * padding; the words are used up.
   */
  public static void run(TabulatedLaw law, int[] word, float[] value, int count) {
    if (law.isConstant()) {
      Arrays.fill(value, 0, Math.ceilDiv(count, INTS.length()) * INTS.length(), law.piece[0]);
      return;
    }
    for (int j = 0; j < count; j += INTS.length()) {
      IntVector bits = IntVector.fromArray(INTS, word, j);
      IntVector upper = bits.lanewise(ASHR, Integer.SIZE - 1);
      FloatVector v =
          ((FloatVector)
                  bits.lanewise(XOR, upper)
                      .lanewise(LSHR, TabulatedLaw.UNUSED_BITS)
                      .convertShape(I2F, FLOATS, 0))
              .add(TabulatedLaw.HALF);
      v.reinterpretAsInts()
          .lanewise(LSHR, law.shift)
          .sub(law.first)
          .add(upper.and(law.tail))
          .lanewise(LSHL, 1)
          .intoArray(word, j);
      FloatVector a = FloatVector.fromArray(FLOATS, law.piece, 0, word, j);
      FloatVector b = FloatVector.fromArray(FLOATS, law.piece, 1, word, j);
      a.add(b.mul(v)).intoArray(value, j);
    }
  }
}
