package org.hafnia.simulator.fitting;

/** Follows a fit; called from any of its threads. */
public interface FitListener {

  /** Nobody listens. */
  FitListener NONE =
      new FitListener() {
        @Override
        public boolean cancelRequested() {
          return false;
        }

        @Override
        public void progress(double fraction, String stage) {
          // Nobody listens.
        }
      };

  /** Whether to stop now; asked at least once per device. */
  boolean cancelRequested();

  /** How far it is, 0 to 1, and what it does. */
  void progress(double fraction, String stage);

  /** Stops the fit where that was asked for. */
  default void check() throws FitCancelled {
    if (cancelRequested()) {
      throw new FitCancelled();
    }
  }
}
