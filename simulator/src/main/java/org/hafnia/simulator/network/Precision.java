package org.hafnia.simulator.network;

/** What values the weights or the activations of a network take. */
public enum Precision {
  /** -1 or +1; backward, the straight-through estimator stands in for the sign. */
  BINARY,
  /** -1, 0 or +1: the sign beyond a threshold, 0 within; backward as for the sign. */
  TERNARY,
  /** 32-bit floats; a real activation is Hardtanh, clip(x, -1, 1), the surrogate of the sign. */
  REAL
}
