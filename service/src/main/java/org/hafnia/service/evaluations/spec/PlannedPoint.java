package org.hafnia.service.evaluations.spec;

import org.hafnia.simulator.inference.montecarlo.ErrorPoint;
import org.jspecify.annotations.Nullable;

/**
 * A point of an evaluation, before it is worked out.
 *
 * @param index from 0
 * @param sweptQuantity as in the contract; absent where the errors are not those of a sweep
 * @param sweptValue of it; absent likewise, and of conditions
 * @param errors in the simulator's words
 */
public record PlannedPoint(
    int index, @Nullable String sweptQuantity, @Nullable Double sweptValue, ErrorPoint errors) {

  /** What points at bit error rates differ in. */
  public static final String RATE = "bitErrorRate";

  /** Whether this is what the points differ in. */
  boolean swept(String quantity) {
    return quantity.equals(sweptQuantity);
  }

  /** For people. */
  public String name() {
    return errors.label();
  }
}
