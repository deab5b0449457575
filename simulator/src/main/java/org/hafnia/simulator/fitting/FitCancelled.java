package org.hafnia.simulator.fitting;

/** A fit stopped because its listener asked for it. */
public final class FitCancelled extends Exception {

  private static final long serialVersionUID = 1L;

  public FitCancelled() {
    super("cancelled");
  }
}
