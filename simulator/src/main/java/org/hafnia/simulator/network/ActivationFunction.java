package org.hafnia.simulator.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an activation does to each value. */
public enum ActivationFunction {
  /** -1 or +1, with sign(0) = +1; backward the derivative of Hardtanh stands in. */
  SIGN(Precision.BINARY),
  /** The sign where |x| is beyond a threshold, else 0; backward as for the sign. */
  TERNARY(Precision.TERNARY),
  /** clip(x, -1, 1), the surrogate of the sign. */
  HARDTANH(Precision.REAL),
  /** max(x, 0). */
  RELU(Precision.REAL),
  /** x itself. */
  IDENTITY(Precision.REAL);

  private final Precision precision;

  ActivationFunction(Precision precision) {
    this.precision = precision;
  }

  /** The values that come out of it. */
  public Precision precision() {
    return precision;
  }

  /** As requests write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The function of that word, if there is one. */
  public static Optional<ActivationFunction> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** The one that gives values of that precision; for real ones, the surrogate of the sign. */
  static ActivationFunction giving(Precision values) {
    return switch (values) {
      case BINARY -> SIGN;
      case TERNARY -> TERNARY;
      case REAL -> HARDTANH;
    };
  }
}
