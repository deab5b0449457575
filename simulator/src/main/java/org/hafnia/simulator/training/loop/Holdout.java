package org.hafnia.simulator.training.loop;

import java.util.Optional;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.Splits;

/**
 * Which samples are trained on, and which are held out to judge the epochs by.
 *
 * @param training samples that are trained on
 * @param validation samples that are held out; empty for none
 */
public record Holdout(Samples training, Optional<Samples> validation) {

  /**
   * Holds out the same part of every class; of samples with patient or record ids whole patients or
   * records.
   *
   * @param fraction 0 to below 1; 0 holds out none
   */
  public static Holdout of(Samples samples, double fraction, long seed) {
    if (fraction == 0) {
      return new Holdout(samples, Optional.empty());
    }
    var parts =
        samples.isGrouped()
            ? Splits.holdOutGroups(samples, fraction, seed)
            : Splits.holdOut(samples, fraction, seed);
    return new Holdout(parts.train(), Optional.of(parts.held()));
  }
}
