package org.hafnia.simulator.array.estimate;

/** The listener asked to stop. */
public final class RateCancelled extends Exception {

  private static final long serialVersionUID = 1L;

  public RateCancelled() {
    super("cancelled");
  }
}
