package org.hafnia.simulator.device.description;

/** A description that is no model: which parameter, what stood there, what was expected. */
public final class ModelProblem extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String symbol;
  private final String found;
  private final String expected;

  public ModelProblem(String symbol, String found, String expected) {
    super("parameter " + symbol + ": " + found + "; expected " + expected);
    this.symbol = symbol;
    this.found = found;
    this.expected = expected;
  }

  public String symbol() {
    return symbol;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }
}
