package org.hafnia.simulator.array.rate;

import java.util.Optional;
import org.hafnia.simulator.array.reads.MeasuredReads;
import org.hafnia.simulator.device.states.StatePair;

/**
 * What is known of the cells: laws, measured reads, or both.
 *
 * @param laws for closed forms, quadrature and importance sampling
 * @param reads for the bootstrap
 */
public record CellStates(Optional<StatePair> laws, Optional<MeasuredReads> reads) {

  public CellStates {
    if (laws.isEmpty() && reads.isEmpty()) {
      throw new IllegalArgumentException("neither laws nor reads; at least one is needed");
    }
  }

  public static CellStates of(StatePair laws) {
    return new CellStates(Optional.of(laws), Optional.empty());
  }

  public static CellStates of(MeasuredReads reads) {
    return new CellStates(Optional.empty(), Optional.of(reads));
  }
}
