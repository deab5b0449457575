package org.hafnia.simulator.inference.draws;

/** What computes networks. The two packed ones give the same bits. */
public enum Engine {
  /** XNOR and popcount on packed words, in vectors. */
  PACKED_SIMD("packed-simd"),
  /** XNOR and popcount on packed words, one by one. */
  PACKED_SCALAR("packed-scalar"),
  /** 32-bit floats in libtorch. */
  FLOAT("float");

  private final String word;

  Engine(String word) {
    this.word = word;
  }

  /** As results write it. */
  public String word() {
    return word;
  }
}
