package org.hafnia.service.trainings.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hafnia.simulator.training.plan.Augmentation;
import org.hafnia.simulator.training.plan.EarlyStopping;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * How a training is led besides its optimizer; what is absent was not asked for, and is off.
 *
 * @param validationFraction part of the training samples
 */
public record PlanSettings(
    @Nullable LossSettings loss,
    @Nullable AugmentationSettings augmentation,
    @Nullable Double validationFraction,
    @Nullable StoppingSettings earlyStopping,
    @Nullable FoldSettings crossValidation) {

  /** Nothing asked for. */
  public static final PlanSettings PLAIN = new PlanSettings(null, null, null, null, null);

  /**
   * The loss.
   *
   * @param classWeights absent where all classes count alike
   */
  public record LossSettings(
      String name, double labelSmoothing, @Nullable List<Double> classWeights) {

    Loss simulated() {
      return new Loss(
          name.equals("squared-hinge") ? Loss.Kind.SQUARED_HINGE : Loss.Kind.CROSS_ENTROPY,
          labelSmoothing,
          Objects.requireNonNullElse(classWeights, List.of()));
    }
  }

  /**
   * What is done to samples.
   *
   * @param normalise absent for false
   */
  public record AugmentationSettings(
      @Nullable Boolean normalise,
      int cropPadding,
      boolean horizontalFlip,
      int timeShift,
      double noise) {

    Augmentation simulated() {
      boolean normalised = Objects.requireNonNullElse(normalise, false);
      return new Augmentation(normalised, cropPadding, horizontalFlip, timeShift, noise);
    }
  }

  /** When a training ends before its time. */
  public record StoppingSettings(int patienceEpochs, double minimumGain) {}

  /** The same in the simulator's words. */
  public Plan simulated() {
    return new Plan(
        loss == null ? Loss.CROSS_ENTROPY : loss.simulated(),
        augmentation == null ? Augmentation.NONE : augmentation.simulated(),
        Objects.requireNonNullElse(validationFraction, 0.0),
        Optional.ofNullable(earlyStopping)
            .map(stop -> new EarlyStopping(stop.patienceEpochs(), stop.minimumGain())));
  }
}
