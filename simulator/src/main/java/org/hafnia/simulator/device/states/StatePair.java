package org.hafnia.simulator.device.states;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The two states of a cell at one operating point; what error rates are computed from.
 *
 * @param low LRS
 * @param high HRS
 * @param energyJoule of programming one cell, mean over SET and RESET, where it is known
 * @param warnings what a reader of a result must know, "Extrapolated: ..." for example
 */
public record StatePair(
    StateLaw low, StateLaw high, OptionalDouble energyJoule, List<String> warnings) {

  public StatePair {
    warnings = List.copyOf(warnings);
  }

  public StatePair(StateLaw low, StateLaw high) {
    this(low, high, OptionalDouble.empty(), List.of());
  }
}
