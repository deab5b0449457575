package org.hafnia.service.trainings.plan;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.trainings.plan.PlanSettings.AugmentationSettings;
import org.hafnia.service.trainings.plan.PlanSettings.LossSettings;
import org.hafnia.service.trainings.plan.PlanSettings.StoppingSettings;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.loop.Augmenter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how a training is to be led, and refuses what does not fit its data set. */
public final class PlanRules {

  private static final int USUAL_PATIENCE = 10;

  private PlanRules() {}

  /**
   * What the request says, defaults filled in where a part is there at all.
   *
   * @param request the whole of it, held against the contract
   */
  public static PlanSettings read(JsonNode request) {
    return new PlanSettings(
        loss(request.path("loss")),
        augmentation(request.path("augmentation")),
        request.has("validationFraction") ? request.get("validationFraction").doubleValue() : null,
        stopping(request.path("earlyStopping")),
        folds(request.path("crossValidation")));
  }

  private static @Nullable FoldSettings folds(JsonNode given) {
    return given.isMissingNode()
        ? null
        : new FoldSettings(
            given.path("folds").asInt(),
            given.path("by").stringValue(null),
            given.path("repetitions").asInt(1));
  }

  private static @Nullable LossSettings loss(JsonNode given) {
    if (given.isMissingNode()) {
      return null;
    }
    List<Double> weights = new ArrayList<>();
    given.path("classWeights").forEach(weight -> weights.add(weight.doubleValue()));
    return new LossSettings(
        given.path("name").stringValue("cross-entropy"),
        given.path("labelSmoothing").asDouble(0),
        weights.isEmpty() ? null : List.copyOf(weights));
  }

  private static @Nullable AugmentationSettings augmentation(JsonNode given) {
    return given.isMissingNode()
        ? null
        : new AugmentationSettings(
            given.path("normalise").asBoolean(false) ? true : null,
            given.path("cropPadding").asInt(0),
            given.path("horizontalFlip").asBoolean(false),
            given.path("timeShift").asInt(0),
            given.path("noise").asDouble(0));
  }

  private static @Nullable StoppingSettings stopping(JsonNode given) {
    return given.isMissingNode()
        ? null
        : new StoppingSettings(
            given.path("patienceEpochs").asInt(USUAL_PATIENCE),
            given.path("minimumGain").asDouble(0));
  }

  /**
   * Adds what does not go together with the data set or within the plan.
   *
   * @param shape of a sample
   */
  public static void check(
      PlanSettings plan, TensorShape shape, int classes, List<FieldError> errors) {
    var loss = plan.loss();
    if (loss != null) {
      check(loss, classes, errors);
    }
    if (plan.earlyStopping() != null
        && (plan.validationFraction() == null || plan.validationFraction() == 0)) {
      errors.add(
          new FieldError(
              "/validationFraction",
              plan.validationFraction(),
              "Expected a part above 0: early stopping is judged by validation samples."));
    }
    var augmentation = plan.augmentation();
    if (augmentation != null) {
      try {
        new Augmenter(augmentation.simulated(), shape, 0);
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError("/augmentation", null, e.getMessage() + "."));
      }
    }
  }

  private static void check(LossSettings loss, int classes, List<FieldError> errors) {
    var weights = loss.classWeights();
    if (weights != null && weights.size() != classes) {
      errors.add(
          new FieldError(
              "/loss/classWeights",
              weights,
              "Expected %d weights, one for each class of the data set.".formatted(classes)));
    }
    if (loss.name().equals("squared-hinge") && loss.labelSmoothing() != 0) {
      errors.add(
          new FieldError(
              "/loss/labelSmoothing",
              loss.labelSmoothing(),
              "Expected nothing here: squared hinge has margins, no probabilities to smooth."));
    }
  }
}
