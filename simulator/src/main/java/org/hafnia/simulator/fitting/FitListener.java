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

  /** Follows a part of the work, whose 0 to 1 are from and to of the whole. */
  default FitListener part(double from, double to) {
    var whole = this;
    return new FitListener() {
      @Override
      public boolean cancelRequested() {
        return whole.cancelRequested();
      }

      @Override
      public void progress(double fraction, String stage) {
        whole.progress(from + fraction * (to - from), stage);
      }
    };
  }

  /** Stops the fit where that was asked for. */
  default void check() throws FitCancelled {
    if (cancelRequested()) {
      throw new FitCancelled();
    }
  }
}
