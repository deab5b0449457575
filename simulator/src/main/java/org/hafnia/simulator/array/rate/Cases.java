package org.hafnia.simulator.array.rate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.hafnia.simulator.array.estimate.ReadEvent;
import org.hafnia.simulator.array.reads.ReadCase;
import org.hafnia.simulator.array.reads.ReadCase.State;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.array.sense.Outcome;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;

/**
 * The cases that a cell's rates are sums of.
 *
 * @param cases to be worked out
 * @param sums for each rate the factors of the cases
 */
record Cases(List<ReadCase> cases, SequencedMap<RateKind, double[]> sums) {

  private static final Outcome NOT_PLUS = new Outcome(1, 0.5, 0);
  private static final Outcome NOT_MINUS = new Outcome(0, 0.5, 1);
  private static final Outcome OPEN = new Outcome(0, 1, 0);

  /** Cases of a cell; those of open reads only where the amplifier knows such. */
  static Cases of(Cell cell, Branches branches) {
    boolean open = branches.limit() < Double.POSITIVE_INFINITY;
    return switch (cell) {
      case Cell.Single single -> single(open);
      case Cell.Differential pair -> differential(open);
      case Cell.Ternary ternary -> ternary();
    };
  }

  private static Cases single(boolean open) {
    var sums = new LinkedHashMap<RateKind, double[]>();
    sums.put(RateKind.BIT_ERROR, new double[] {0.5, 0.5, 0, 0});
    sums.put(RateKind.LOW_READ_HIGH, new double[] {1, 0, 0, 0});
    sums.put(RateKind.HIGH_READ_LOW, new double[] {0, 1, 0, 0});
    var wrong =
        List.of(ReadCase.single(State.LOW, NOT_PLUS), ReadCase.single(State.HIGH, NOT_MINUS));
    if (!open) {
      return new Cases(wrong, sums);
    }
    sums.put(RateKind.UNRESOLVED, new double[] {0, 0, 0.5, 0.5});
    return new Cases(
        List.of(
            wrong.get(0),
            wrong.get(1),
            ReadCase.single(State.LOW, OPEN),
            ReadCase.single(State.HIGH, OPEN)),
        sums);
  }

  private static Cases differential(boolean open) {
    var sums = new LinkedHashMap<RateKind, double[]>();
    sums.put(RateKind.BIT_ERROR, new double[] {1, 0});
    var wrong = ReadCase.pair(State.LOW, State.HIGH, NOT_PLUS);
    if (!open) {
      return new Cases(List.of(wrong), sums);
    }
    sums.put(RateKind.UNRESOLVED, new double[] {0, 1});
    return new Cases(List.of(wrong, ReadCase.pair(State.LOW, State.HIGH, OPEN)), sums);
  }

  private static Cases ternary() {
    var sums = new LinkedHashMap<RateKind, double[]>();
    sums.put(RateKind.SIGN_REVERSAL, new double[] {1, 0, 0});
    sums.put(RateKind.NONZERO_AS_ZERO, new double[] {0, 1, 0});
    sums.put(RateKind.ZERO_AS_NONZERO, new double[] {0, 0, 1});
    return new Cases(
        List.of(
            ReadCase.pair(State.LOW, State.HIGH, new Outcome(1, 0, 0)),
            ReadCase.pair(State.LOW, State.HIGH, OPEN),
            ReadCase.pair(State.HIGH, State.HIGH, new Outcome(1, 0, 1))),
        sums);
  }

  /** The cases as events of laws. */
  List<ReadEvent> events(StatePair laws, Branches branches, double referenceLnOhm) {
    return cases.stream()
        .map(
            one ->
                new ReadEvent(
                    branches,
                    law(laws, one.bl()),
                    one.blb().map(state -> law(laws, state)),
                    referenceLnOhm,
                    one.outcome()))
        .toList();
  }

  /** The factors as a table, one row per rate, as wide as there are cases. */
  double[][] factors() {
    return sums.values().stream()
        .map(row -> Arrays.copyOf(row, cases.size()))
        .toArray(double[][]::new);
  }

  private static StateLaw law(StatePair laws, State state) {
    return state == State.LOW ? laws.low() : laws.high();
  }
}
