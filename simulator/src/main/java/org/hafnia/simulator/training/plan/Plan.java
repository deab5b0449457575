package org.hafnia.simulator.training.plan;

import java.util.Optional;

/**
 * How a training is led, besides its optimizer.
 *
 * @param loss that it makes small
 * @param augmentation of its training samples
 * @param validationFraction part of the training samples that is held out to judge the epochs by,
 *     the same of each class, or whole patients or records; 0 for none, below 0.9
 * @param earlyStopping ends it before its time; needs validation samples
 */
public record Plan(
    Loss loss,
    Augmentation augmentation,
    double validationFraction,
    Optional<EarlyStopping> earlyStopping) {

  private static final double MOST_VALIDATION = 0.9;

  /** Cross-entropy, samples as they are, every epoch to the last. */
  public static final Plan PLAIN =
      new Plan(Loss.CROSS_ENTROPY, Augmentation.NONE, 0, Optional.empty());

  public Plan {
    if (!(validationFraction >= 0 && validationFraction < MOST_VALIDATION)) {
      throw new IllegalArgumentException(
          "validationFraction is %s; it must be 0 up to below %s"
              .formatted(validationFraction, MOST_VALIDATION));
    }
    if (earlyStopping.isPresent() && validationFraction == 0) {
      throw new IllegalArgumentException(
          "early stopping needs validation samples; validationFraction is 0");
    }
  }
}
