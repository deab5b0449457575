package org.hafnia.simulator.inference.montecarlo;

import java.util.List;

/**
 * What an evaluation has found.
 *
 * @param baseline without errors: one draw
 * @param points in the plan's order
 * @param drops for 0.1, 1 and 5 points
 * @param engine what computed it
 */
public record EvaluationResult(
    PointResult baseline, List<PointResult> points, List<AccuracyDrop> drops, Engine engine) {

  public EvaluationResult {
    points = List.copyOf(points);
    drops = List.copyOf(drops);
  }

  /** What computes the networks. The two packed ones give the same bits. */
  public enum Engine {
    /** XNOR and popcount on packed words, in vectors. */
    PACKED_SIMD("packed-simd"),
    /** XNOR and popcount on packed words, one by one. */
    PACKED_SCALAR("packed-scalar"),
    /** 32-bit floats in libtorch. */
    FLOAT("float");

    private final String word;

    Engine(String word) {
      this.word = word;
    }

    /** As results write it. */
    public String word() {
      return word;
    }
  }
}
