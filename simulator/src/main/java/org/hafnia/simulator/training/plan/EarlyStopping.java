package org.hafnia.simulator.training.plan;

import java.util.List;

/**
 * Ends a training whose accuracy on the validation samples no longer grows.
 *
 * @param patienceEpochs epochs without a better one before it ends, at least 1
 * @param minimumGain of accuracy, as a fraction, that counts as better; 0 to below 1
 */
public record EarlyStopping(int patienceEpochs, double minimumGain) {

  public EarlyStopping {
    if (patienceEpochs < 1) {
      throw new IllegalArgumentException(
          "patienceEpochs is " + patienceEpochs + "; it must be at least 1");
    }
    if (!(minimumGain >= 0 && minimumGain < 1)) {
      throw new IllegalArgumentException(
          "minimumGain is " + minimumGain + "; it is a fraction, 0 up to below 1");
    }
  }

  /**
   * Whether the training ends with the last of these epochs.
   *
   * @param accuracies on the validation samples, epoch by epoch
   */
  public boolean ends(List<Double> accuracies) {
    double best = Double.NEGATIVE_INFINITY;
    int since = 0;
    for (double accuracy : accuracies) {
      boolean better = accuracy > best + minimumGain;
      best = better ? accuracy : best;
      since = better ? 0 : since + 1;
    }
    return since >= patienceEpochs;
  }
}
