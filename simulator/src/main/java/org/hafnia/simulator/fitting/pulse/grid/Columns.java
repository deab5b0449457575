package org.hafnia.simulator.fitting.pulse.grid;

/**
 * The loops of a {@link FilterBatch}: states of {@link #WIDTH} devices side by side, a row for each
 * node. No sum crosses columns, so that its members give the same bits.
 */
sealed interface Columns permits ScalarColumns, VectorColumns {

  /** Devices side by side. */
  int WIDTH = 8;

  /** Carries probability: {@code out[i] = sum over o of in[i - o] share[o, i]}, by rows. */
  void move(Frame.Moves moves, double[] in, double[] out, int from, int to);

  /**
   * Weighs states by a read: {@code out[i] = in[i] bell[i]}, and adds up what comes out.
   *
   * @param from first row
   * @param middle row at which the bell is known
   * @param to last row
   */
  @SuppressWarnings("checkstyle:ParameterNumber") // the innermost loop: flat arrays
  void weigh(Bell bell, double[] in, double[] out, int from, int middle, int to);

  /** Whether a row's states are all less than that. */
  boolean negligible(double[] of, int at, double[] least);

  /** The faster one that this process can run. */
  static Columns best() {
    return Choice.BEST;
  }

  /** Chooses once per process. */
  final class Choice {

    private static final Columns BEST = choose();

    private Choice() {}

    private static Columns choose() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        return new ScalarColumns();
      }
      // Only here is VectorColumns loaded: without the module it cannot be.
      return VectorColumns.fast() ? new VectorColumns() : new ScalarColumns();
    }
  }
}
