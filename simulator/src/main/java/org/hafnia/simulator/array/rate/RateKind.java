package org.hafnia.simulator.array.rate;

/** The rates that are asked of a cell. */
public enum RateKind {
  /** A bit read wrong, both values equally likely. */
  BIT_ERROR("bit-error"),
  /** LRS read as HRS, of a single device. */
  LOW_READ_HIGH("low-read-high"),
  /** HRS read as LRS, of a single device. */
  HIGH_READ_LOW("high-read-low"),
  /** Neither branch has fallen in time; half of these are counted as bit errors. */
  UNRESOLVED("unresolved"),
  /** Ternary type 1: +1 read as -1 or the other way round. */
  SIGN_REVERSAL("sign-reversal"),
  /** Ternary type 2: +1 or -1 read as 0. */
  NONZERO_AS_ZERO("nonzero-as-zero"),
  /** Ternary type 3: 0 read as +1 or -1. */
  ZERO_AS_NONZERO("zero-as-nonzero");

  private final String word;

  RateKind(String word) {
    this.word = word;
  }

  /** As users read it, "bit-error". */
  public String word() {
    return word;
  }
}
