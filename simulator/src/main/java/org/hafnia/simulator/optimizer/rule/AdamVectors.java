package org.hafnia.simulator.optimizer.rule;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Adam#updateScalar} with the Vector API, operation by operation in the same order. */
final class AdamVectors {

  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  private AdamVectors() {}

  /** Updates as many parameters as fill whole vectors and returns their number. */
  static int update(UpdateStep step, int from, int length, Adam adam, float[] values) {
    float[] first = adam.first();
    float[] second = adam.second();
    float correction = step.correction();
    float rate = step.rate();
    int bound = LANES.loopBound(length);
    for (int i = from; i < from + bound; i += LANES.length()) {
      var g = FloatVector.fromArray(LANES, values, i);
      g = g.blend(0f, g.abs().compare(VectorOperators.LT, Adam.SMALLEST_GRADIENT));
      var m = FloatVector.fromArray(LANES, first, i).mul(Adam.KEPT_1).add(g.mul(Adam.NEW_1));
      var v =
          FloatVector.fromArray(LANES, second, i).mul(Adam.KEPT_2).add(g.mul(Adam.NEW_2).mul(g));
      m = m.blend(0f, m.abs().compare(VectorOperators.LT, Adam.SMALLEST_1));
      v = v.blend(0f, v.compare(VectorOperators.LT, Adam.SMALLEST_2));
      m.intoArray(first, i);
      v.intoArray(second, i);
      var scale = v.mul(correction).sqrt().add(Adam.EPSILON);
      m.mul(rate).div(scale).neg().intoArray(values, i);
    }
    return bound;
  }
}
