package org.hafnia.simulator.optimizer.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a rule remembers of the gradients of an array of parameters. */
public sealed interface Moments permits Adam, Momentum {

  /**
   * Turns gradients into updates, in place, for the parameters {@code from .. from + length - 1};
   * disjoint ranges may run on any threads.
   *
   * @param values gradients on entry, updates u on return, of parameter i at index i
   */
  void update(UpdateStep step, int from, int length, float[] values);

  /** Writes everything that {@link #readState} needs to go on with the same bits. */
  void writeState(DataOutput out) throws IOException;

  /** Takes over a state written for as many parameters. */
  void readState(DataInput in) throws IOException;
}
