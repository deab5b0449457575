package org.hafnia.simulator.inference.montecarlo;

/** Watches an evaluation. Calls come from the thread that started it, one at a time. */
public interface EvaluationListener {

  /**
   * Called between groups of draws.
   *
   * @param done fraction of the work, were no point to stop early; 0 to 1
   * @param point label of the one under way
   */
  default void progress(double done, String point) {}

  /** A point is done. */
  default void point(PointResult result) {}

  /** Asked often, from any of the evaluation's threads; true ends it without a result. */
  default boolean cancelRequested() {
    return false;
  }
}
