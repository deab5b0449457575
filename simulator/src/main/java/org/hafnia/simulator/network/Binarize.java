package org.hafnia.simulator.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which layers of a network are quantised, in one word, where a layer does not say it itself. */
public enum Binarize {
  /** All layers with weights. */
  ALL,
  /** All layers with weights but the first, which sees the real input. */
  ALL_BUT_FIRST,
  /** The dense layers after the last convolution (arXiv 2006.11595). */
  CLASSIFIER,
  /** No layer. */
  NONE;

  /** As requests write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The choice of that word, if there is one. */
  public static Optional<Binarize> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
