package org.hafnia.simulator.network;

/** A layer that cannot be, or that does not fit what enters it; the message names it. */
public final class LayerProblem extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Of one layer.
   *
   * @param path where the layer stands in its description, as in {@code layers/3/body/0}
   */
  public LayerProblem(String path, String message) {
    super(message);
    this.path = path;
  }

  /** Where the layer stands in its description, as in {@code layers/3/body/0}. */
  public String path() {
    return path;
  }

  /** What is wrong. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
