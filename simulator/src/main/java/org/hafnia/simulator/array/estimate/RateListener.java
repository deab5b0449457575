package org.hafnia.simulator.array.estimate;

/** Watches an error rate being worked out; called on the caller's thread. */
public interface RateListener {

  /** Hears nothing and never stops. */
  RateListener SILENT = new RateListener() {};

  /** Whether to stop; asked several times a second. */
  default boolean cancelRequested() {
    return false;
  }

  /**
   * Some of it is done.
   *
   * @param fraction in [0, 1], never falling within a stage
   * @param stage what is being done, "importance sampling" for example
   */
  default void progress(double fraction, String stage) {}

  /** Throws where a stop was asked for. */
  default void proceed() throws RateCancelled {
    if (cancelRequested()) {
      throw new RateCancelled();
    }
  }
}
