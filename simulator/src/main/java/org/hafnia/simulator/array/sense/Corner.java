package org.hafnia.simulator.array.sense;

import java.util.Arrays;
import java.util.Optional;

/** Process corners; the first letter is the NMOS, through which both branches discharge. */
public enum Corner {
  TT("tt", 0),
  FF("ff", 1),
  SS("ss", -1),
  FS("fs", 0.5),
  SF("sf", -0.5);

  private final String word;
  private final double speed;

  Corner(String word, double speed) {
    this.word = word;
    this.speed = speed;
  }

  /** As users write it, "tt". */
  public String word() {
    return word;
  }

  /**
   * How fast the discharge path is: 1 as in FF, -1 as in SS; half of that where only the NMOS is
   * off, since the precharge of a slow or fast PMOS takes the other half back.
   */
  double speed() {
    return speed;
  }

  /** The corner of that word. */
  public static Optional<Corner> of(String word) {
    return Arrays.stream(values()).filter(corner -> corner.word.equals(word)).findFirst();
  }
}
