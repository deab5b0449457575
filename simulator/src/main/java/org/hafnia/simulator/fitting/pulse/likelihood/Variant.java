package org.hafnia.simulator.fitting.pulse.likelihood;

import java.util.Arrays;

/** Step laws that can be fitted, with the names of their shape parameters. */
public enum Variant {
  CONSTANT("constant"),
  /** y_up = 1 - k_up w, y_down = 1 + k_down w. */
  LINEAR("linear", "k_up", "k_down"),
  SOFT_BOUNDS("soft-bounds"),
  /** y_up = 1 + C_up exp(-rho_up w), y_down = 1 + C_down exp(rho_down w), not below 0. */
  EXPONENTIAL("exponential", "C_up", "C_down", "rho_up", "rho_down");

  private final String word;
  private final int shapes;

  Variant(String word, String... shapes) {
    this.word = word;
    this.shapes = shapes.length;
  }

  public String word() {
    return word;
  }

  /** Shape parameters; those of up and of down pulses alternate. */
  public int shapes() {
    return shapes;
  }

  public static Variant of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no variant " + word));
  }
}
