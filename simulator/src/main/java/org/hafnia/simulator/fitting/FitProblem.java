package org.hafnia.simulator.fitting;

/** These data cannot be fitted: what is the matter, and what was expected. */
public final class FitProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String expected;

  public FitProblem(String reason, String expected) {
    super(reason + "; expected " + expected);
    this.reason = reason;
    this.expected = expected;
  }

  public String reason() {
    return reason;
  }

  public String expected() {
    return expected;
  }
}
