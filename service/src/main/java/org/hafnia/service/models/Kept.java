package org.hafnia.service.models;

import java.util.Locale;

/** Which epoch of its training a model is of. */
public enum Kept {
  /** The last one. */
  LAST,
  /** The one with the greatest accuracy on the validation samples. */
  BEST;

  /** As the contract and the database write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kept of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
