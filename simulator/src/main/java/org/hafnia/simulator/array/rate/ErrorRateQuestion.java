package org.hafnia.simulator.array.rate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.sense.SenseAmplifier;

/**
 * How often a cell is read wrong.
 *
 * @param methods to answer by; CLOSED_FORM gives way to QUADRATURE where there is no formula
 * @param codes to set against it; they apply to bits only
 */
public record ErrorRateQuestion(
    Cell cell, SenseAmplifier amplifier, Set<Method> methods, List<Code> codes, Effort effort) {

  public ErrorRateQuestion {
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("methods = []; at least one is needed");
    }
    methods = Set.copyOf(EnumSet.copyOf(methods));
    codes = List.copyOf(codes);
    if (cell instanceof Cell.Ternary) {
      if (amplifier instanceof SenseAmplifier.Ideal) {
        throw new IllegalArgumentException(
            "amplifier = ideal never reads 0; a ternary cell needs the sensing time of a pcsa");
      }
      if (codes.stream().anyMatch(code -> !(code instanceof Code.None))) {
        throw new IllegalArgumentException(
            "codes = "
                + codes.stream().map(Code::word).toList()
                + "; these codes protect bits, not ternary weights");
      }
    }
  }

  /** The same cell, amplifier and codes, by other methods. */
  public ErrorRateQuestion by(Method... others) {
    return new ErrorRateQuestion(cell, amplifier, Set.of(others), codes, effort);
  }
}
