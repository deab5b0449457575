package org.hafnia.simulator.array.estimate;

import java.util.Arrays;
import java.util.Optional;

/** How a rate was come by. */
public enum Method {
  /** A formula; exact for the laws it was given. */
  CLOSED_FORM("closed-form"),
  /** Numerical integration over the laws and the offset. */
  QUADRATURE("quadrature"),
  /** Monte Carlo with draws moved to where errors are, and weighted back. */
  IMPORTANCE_SAMPLING("importance-sampling"),
  /** Counts in measured reads, cells resampled. */
  BOOTSTRAP("bootstrap");

  private final String word;

  Method(String word) {
    this.word = word;
  }

  /** As users write it, "closed-form". */
  public String word() {
    return word;
  }

  /** The method of that word. */
  public static Optional<Method> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word.equals(word)).findFirst();
  }
}
