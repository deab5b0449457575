package org.hafnia.simulator.inference.folding;

import java.util.Optional;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.network.Precision;

/**
 * A layer with weights and what follows it up to the next one.
 *
 * @param sums of the layer; empty for what comes before the first layer with weights
 * @param input values that enter
 * @param entering their shape
 * @param thresholds what follows, where thresholds do
 * @param tail what follows
 * @param output values that leave
 */
public record Stage(
    Optional<Sums> sums,
    Precision input,
    Grid entering,
    Optional<ThresholdTail> thresholds,
    RealTail tail,
    Precision output) {

  /**
   * Of products.
   *
   * @param number of the layer, counted from 1
   * @param sliding what each sum sees
   * @param groups of channels that do not see each other
   * @param dense whether it sees all
   * @param ternary whether weights are, else they are binary
   */
  public record Sums(int number, Sliding sliding, int groups, boolean dense, boolean ternary) {

    /** Of all groups. */
    public int units() {
      return sliding.output().channels();
    }
  }

  /** Shape of what leaves. */
  public Grid leaving() {
    return tail.output();
  }
}
