package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.mean.MeanLaw;
import org.hafnia.simulator.random.RandomStream;

/** What defines the pairs of a layer, besides their number. */
record PairSpec(WeakResetModel model, Imperfections on, LearningRule rule, long seed, int layer) {

  PairSpec {
    if (layer < 0) {
      throw new IllegalArgumentException("layer = " + layer + " is below 0");
    }
  }

  /** The mean law of the devices. */
  MeanLaw meanLaw() {
    return new MeanLaw(
        model, on, stream("weak-reset/traits").key(), rule == LearningRule.REPROGRAM);
  }

  RandomStream stream(String purpose) {
    return RandomStream.of(seed, purpose, layer);
  }
}
