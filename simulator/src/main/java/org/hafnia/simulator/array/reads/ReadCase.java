package org.hafnia.simulator.array.reads;

import java.util.Optional;
import org.hafnia.simulator.array.sense.Outcome;

/**
 * How cells are programmed and what is counted when they are read.
 *
 * @param bl state of the cell on BL
 * @param blb state of the cell on BLb; empty where that is a reference
 */
public record ReadCase(State bl, Optional<State> blb, Outcome outcome) {

  /** The states of a cell. */
  public enum State {
    /** LRS. */
    LOW,
    /** HRS. */
    HIGH
  }

  /** A cell against a reference. */
  public static ReadCase single(State bl, Outcome outcome) {
    return new ReadCase(bl, Optional.empty(), outcome);
  }

  /** Two cells against each other. */
  public static ReadCase pair(State bl, State blb, Outcome outcome) {
    return new ReadCase(bl, Optional.of(blb), outcome);
  }
}
